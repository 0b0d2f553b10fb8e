import { useEffect } from 'react';
import type { InsightTopic } from '../../protocol/insight';
import { watchTopic } from '../../state/insight-store';

/** Has the worker report on a topic for as long as the component is on the page. */
export function useTopic(topic: InsightTopic): void {
  useEffect(() => watchTopic(topic), [topic]);
}

import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Remedy } from '../../core/fault';
import { useRun } from '../../state/run-store';
import { applyRemedy } from '../../state/workers';
import { Notice } from '../shared/notice';

const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  'retry-data': 'Retry',
  'start-worker': 'Try again',
  'restart-worker': 'Restart',
  'reload-page': 'Load the page again',
  'lower-learning-rate': 'Use a tenth of the learning rate',
  'reset-settings': 'Use the standard settings',
  dismiss: 'Dismiss',
};

/** What went wrong, in one sentence, and the way out. */
export function FaultAlert() {
  const fault = useRun((run) => run.fault);
  if (!fault) return null;
  return (
    <Notice
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title="Something is not right"
      isBad
      testId="error"
      value={fault.code}
    >
      <p>{fault.message}</p>
      {fault.detail && (
        <details>
          <summary>Details</summary>
          <code>{fault.detail}</code>
        </details>
      )}
      <Button size="sm" color="red" variant="light" onClick={() => applyRemedy(fault.remedy)}>
        {REMEDY_WORDS[fault.remedy]}
      </Button>
    </Notice>
  );
}

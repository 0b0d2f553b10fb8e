import { Switch, Text } from '@mantine/core';
import { setNotifies, setSounds, useRunEnd } from '../../state/run-end-store';
import { Panel } from '../shared/panel';

/** Whether the end of a long run is to be heard of elsewhere. Off until somebody wants it. */
export function RunEndPanel() {
  const { notifies, sounds, problem } = useRunEnd();
  return (
    <Panel title="Long runs" hint="What is to happen when a run of more than a minute has ended.">
      <Switch
        size="sm"
        label="Show a notification, if I am elsewhere"
        checked={notifies}
        onChange={(event) => void setNotifies(event.currentTarget.checked)}
      />
      <Switch
        size="sm"
        label="Play a short tone"
        checked={sounds}
        onChange={(event) => setSounds(event.currentTarget.checked)}
      />
      {problem !== undefined && (
        <Text size="sm" role="alert">
          {problem}
        </Text>
      )}
    </Panel>
  );
}

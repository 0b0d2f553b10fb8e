import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useRun } from '../../state/run-store';
import { pause, reset, resume, stop, train } from '../../state/trainer';
import classes from './controls.module.css';

const ICON = { size: 18, 'aria-hidden': true } as const;

/** Train, Pause, Resume, Stop, Reset: only those that make sense now. */
export function RunButtons() {
  const status = useRun((run) => run.status);
  const hasNetwork = useRun((run) => run.progress !== undefined);
  const running = status === 'training' || status === 'paused';
  return (
    <div className={classes['buttons']}>
      {!running && (
        <Button size="md" px="sm" leftSection={<IconPlayerPlay {...ICON} />} onClick={() => void train()}>
          Train
        </Button>
      )}
      {status === 'training' && (
        <Button size="md" px="sm" leftSection={<IconPlayerPause {...ICON} />} onClick={() => void pause()}>
          Pause
        </Button>
      )}
      {status === 'paused' && (
        <Button size="md" px="sm" leftSection={<IconPlayerPlay {...ICON} />} onClick={() => void resume()}>
          Resume
        </Button>
      )}
      {running && (
        <Button size="md" px="sm" variant="default" onClick={() => void stop()}>
          Stop
        </Button>
      )}
      <Button size="md" px="sm" variant="default" disabled={!hasNetwork} onClick={() => void reset()}>
        Reset
      </Button>
    </div>
  );
}

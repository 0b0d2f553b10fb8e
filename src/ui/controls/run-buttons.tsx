import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { RunStatus } from '../../protocol/events';
import { isRunning, useRun } from '../../state/run-store';
import { reset, stop } from '../../state/stop';
import { pause, resume, train } from '../../state/trainer';
import { SteadyButton } from '../shared/steady-button';
import classes from './controls.module.css';

const TRAIN = { label: 'Train', Icon: IconPlayerPlay, act: () => train() };
const PAUSE = { label: 'Pause', Icon: IconPlayerPause, act: pause };
const RESUME = { label: 'Resume', Icon: IconPlayerPlay, act: resume };

function primaryAction(status: RunStatus) {
  if (status === 'training') return PAUSE;
  return status === 'paused' ? RESUME : TRAIN;
}

/** Train, Pause or Resume, whichever makes sense now, as one button: it keeps the keyboard's focus. Then Stop and Reset. */
export function RunButtons() {
  const status = useRun((run) => run.status);
  const isStarting = useRun((run) => run.wish === 'train');
  const hasNetwork = useRun((run) => run.progress !== undefined);
  const { label, Icon, act } = primaryAction(status);
  return (
    <div className={classes['buttons']}>
      <Button
        size="md"
        px="sm"
        leftSection={<Icon size={18} aria-hidden />}
        // Where the focus goes when what had it on the stage is gone: see keep-focus.ts.
        data-focus-first
        onClick={() => void act()}
      >
        {label}
      </Button>
      {(isRunning(status) || isStarting) && (
        <Button size="md" px="sm" variant="default" onClick={() => void stop()}>
          Stop
        </Button>
      )}
      <SteadyButton
        size="md"
        px="sm"
        variant="default"
        unavailable={!hasNetwork}
        onClick={() => void reset()}
      >
        Reset
      </SteadyButton>
    </div>
  );
}

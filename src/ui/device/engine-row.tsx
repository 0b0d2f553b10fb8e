import { Radio } from '@mantine/core';
import type { EngineChoice } from '../../core/experiment';
import type { EngineTiming } from '../../core/device';
import { Bar } from '../shared/bar';
import { formatRate } from '../shared/number-format';
import classes from './device-panel.module.css';
import { ENGINE_WORDS } from './device-words';

interface EngineRowProps {
  readonly choice: EngineChoice;
  /** What the last benchmark told about it; undefined when it was not in it. */
  readonly timing: EngineTiming | undefined;
  /** The speed that fills the whole width. */
  readonly fastest: number;
}

/** One engine: to be picked, with its speed as a bar or the reason why it has none. */
export function EngineRow({ choice, timing, fastest }: EngineRowProps) {
  const speed = timing && 'stepsPerSecond' in timing ? timing.stepsPerSecond : undefined;
  const declined = timing && 'declined' in timing ? timing.declined : undefined;
  return (
    <li className={classes['row']}>
      <Radio value={choice} label={ENGINE_WORDS[choice].name} description={ENGINE_WORDS[choice].about} />
      <div
        className={classes['result']}
        data-testid={`race-${choice}`}
        data-value={speed ?? ''}
        data-declined={declined ?? ''}
      >
        {speed !== undefined && (
          <>
            <Bar fraction={speed / fastest} best={speed === fastest} aria-hidden />
            <span className={classes['speed']}>{formatRate(speed, 'steps')}</span>
          </>
        )}
        {declined !== undefined && <span className={classes['declined']}>{declined}</span>}
      </div>
    </li>
  );
}

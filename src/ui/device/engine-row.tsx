import { Radio } from '@mantine/core';
import type { EngineChoice } from '../../core/experiment';
import type { EngineTiming } from '../../core/device';
import { Bar } from '../shared/bar';
import { formatRate } from '../shared/number-format';
import classes from './device-panel.module.css';
import { engineWords } from './device-words';

interface EngineRowProps {
  readonly choice: EngineChoice;
  /** How it did in the last benchmark; undefined when it was not in it. */
  readonly timing: EngineTiming | undefined;
  /** Steps per second of the latest run; undefined when there was none. */
  readonly trained: number | undefined;
  /** The speed that fills the whole width. */
  readonly fastest: number;
}

/** One engine: to be picked, with its speeds as bars or the reason why it has none. */
export function EngineRow({ choice, timing, trained, fastest }: EngineRowProps) {
  const timed = timing && 'stepsPerSecond' in timing ? timing.stepsPerSecond : undefined;
  const { name, about } = engineWords(choice);
  const reason = timing && whyNoSpeed(timing);
  return (
    <li className={classes['row']}>
      <Radio value={choice} label={name} description={about} />
      <div
        className={classes['result']}
        data-testid={`race-${choice}`}
        data-value={timed ?? ''}
        data-trained={trained ?? ''}
        data-declined={reason ?? ''}
      >
        {timed !== undefined && <Speed what="timed" stepsPerSecond={timed} fastest={fastest} />}
        {trained !== undefined && <Speed what="trained" stepsPerSecond={trained} fastest={fastest} />}
        {reason !== undefined && <span className={classes['declined']}>{reason}</span>}
      </div>
    </li>
  );
}

interface SpeedProps {
  readonly what: 'timed' | 'trained';
  readonly stepsPerSecond: number;
  readonly fastest: number;
}

function Speed({ what, stepsPerSecond, fastest }: SpeedProps) {
  return (
    <>
      <Bar fraction={stepsPerSecond / fastest} best={stepsPerSecond === fastest} aria-hidden />
      <span className={classes['speed']}>
        {what} {formatRate(stepsPerSecond, 'steps')}
      </span>
    </>
  );
}

/** Why an engine was not timed; undefined when it was. */
function whyNoSpeed(timing: EngineTiming): string | undefined {
  if ('declined' in timing) return timing.declined;
  return 'cutShort' in timing ? 'There was no time to time it.' : undefined;
}

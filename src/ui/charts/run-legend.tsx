import { CloseButton } from '@mantine/core';
import { LineKey } from './line-key';
import classes from './run-legend.module.css';
import { type ChartedRun, looksOf } from './run-series';

interface RunLegendProps {
  readonly runs: readonly ChartedRun[];
  /** Takes a run off the charts; all but the first, which is on screen, can be. */
  readonly onRemove: (id: string) => void;
}

/** Which line is whose, for both charts. */
export function RunLegend({ runs, onRemove }: RunLegendProps) {
  const looks = looksOf(runs);
  const several = runs.length > 1;
  const first = looks[0];
  return (
    <div className={classes['legend']}>
      {several && (
        <ul className={classes['runs']} aria-label="Runs on the charts">
          {runs.map(({ id, name }, i) => (
            <li key={id} className={classes['run']}>
              <LineKey name="validation" colour={looks[i]!.validation} dash={looks[i]!.dash} />
              <span className={classes['name']}>{name}</span>
              {i === 0 ? (
                <span className={classes['soft']}>on screen</span>
              ) : (
                <CloseButton
                  size="md"
                  aria-label={`Take ${name} off the charts`}
                  onClick={() => onRemove(id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {first && (
        <ul className={classes['kinds']} aria-label="Lines of a run">
          {(['training', 'validation'] as const).map((name) => (
            <li key={name} className={classes['run']}>
              <LineKey name={name} colour={several ? 'currentColor' : first[name]} dash={[]} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

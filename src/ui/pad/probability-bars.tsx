import { Bar } from '../shared/bar';
import classes from './probability-bars.module.css';
import { percent } from './prediction';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

interface ProbabilityBarsProps {
  /** 10 numbers, 0..1; undefined when there are none. */
  readonly probabilities: ArrayLike<number> | undefined;
  /** The most likely digit, picked out by colour. */
  readonly best: number | undefined;
}

/** How likely the network finds each digit, one bar each. */
export function ProbabilityBars({ probabilities, best }: ProbabilityBarsProps) {
  return (
    <ul className={classes['bars']} aria-label="How likely each digit is">
      {DIGITS.map((digit) => {
        const probability = probabilities?.[digit];
        return (
          <li
            key={digit}
            className={classes['row']}
            data-testid={`probability-${digit}`}
            data-value={probability ?? ''}
            data-best={digit === best}
          >
            <span aria-hidden>{digit}</span>
            <Bar
              fraction={probability ?? 0}
              best={digit === best}
              role="meter"
              aria-label={`Probability of ${digit}`}
              aria-valuemin={0}
              aria-valuemax={1}
              // Rounded: a reader, and ARIA's own grammar, want no 3e-12.
              aria-valuenow={Number((probability ?? 0).toFixed(3))}
              aria-valuetext={probability === undefined ? 'no reading yet' : percent(probability)}
            />
            <span className={classes['share']} aria-hidden>
              {probability === undefined ? '' : percent(probability)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

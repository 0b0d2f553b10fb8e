import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { SoftmaxSteps } from '../../protocol/insight';
import type { DigitAtHand } from '../../state/arithmetic-store';
import { formatCount } from '../shared/number-format';
import { Term } from '../shared/term';
import { addUp, decimalsFor, formatFixed, formatFour } from './add-up';
import classes from './arithmetic.module.css';
import { atHand, digitName } from './arithmetic-words';

/** Of powers of e, the largest of which is 1, and of probabilities. */
const DECIMALS = 4;

interface SoftmaxTableProps {
  readonly softmax: SoftmaxSteps;
  readonly digit: DigitAtHand;
  readonly step: number;
  /** The digit whose unit's sum is shown. */
  readonly chosen: number | undefined;
  readonly onChoose: (unit: number) => void;
}

/** From ten logits to ten probabilities, a row for each digit. Pressing one asks how its logit comes about. */
export function SoftmaxTable({ softmax, digit, step, chosen, onChoose }: SoftmaxTableProps) {
  const id = useId();
  const { logits, temperature, shifted, exponentials, sum, probabilities } = softmax;
  const decimals = decimalsFor([...logits]);
  const largest = Math.max(...logits);
  const isTempered = temperature !== 1;
  const shownShift = (k: number): string =>
    isTempered
      ? formatFixed(shifted[k]!, decimals)
      : // Of the numbers as they are shown, so that the row is right to the last place.
        formatFixed(rounded(logits[k]!, decimals) - rounded(largest, decimals), decimals);
  const powers = column(exponentials);
  const shares = column(probabilities);
  return (
    <section
      className={classes['sum']}
      aria-labelledby={id}
      data-testid="softmax"
      data-value={sum}
      data-step={step}
    >
      <Title order={4} size="h6" id={id}>
        Softmax: from logits to probabilities, for {atHand(digit)}
      </Title>
      <Text size="sm" className={classes['soft']}>
        From each <Term of="logit" /> the largest is taken, which changes no probability and keeps the numbers
        small
        {isTempered ? ', and what is left is divided by the temperature' : ''}; then e is raised to that
        power, and each power is divided by the sum of all ten.{' '}
        <span data-testid="softmax-temperature" data-value={temperature}>
          {isTempered
            ? `The temperature ${formatFour(temperature)}, found on the validation digits, makes the confidence honest; the pad divides by it too.`
            : 'The temperature of this network is 1: nothing to divide by.'}
        </span>{' '}
        At step {formatCount(step)}.
      </Text>
      <table className={classes['table']} aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">Digit</th>
            <th scope="col">logit z</th>
            <th scope="col">{isTempered ? `(z − largest) ÷ ${formatFour(temperature)}` : 'z − largest'}</th>
            <th scope="col">e to that</th>
            <th scope="col">÷ sum = probability</th>
          </tr>
        </thead>
        <tbody>
          {[...logits.keys()].map((k) => (
            <tr key={k} data-testid={`softmax-${k}`} data-value={probabilities[k]} data-logit={logits[k]}>
              <th scope="row">
                <button
                  type="button"
                  className={classes['digit']}
                  aria-label={`Output unit for ${digitName(k)}`}
                  aria-pressed={k === chosen}
                  onClick={() => onChoose(k)}
                >
                  {digitName(k)}
                </button>
              </th>
              <td>{formatFixed(logits[k]!, decimals)}</td>
              <td>{shownShift(k)}</td>
              <td>{powers.cells[k]}</td>
              <td>{shares.cells[k]}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Sum
            </th>
            <td data-testid="softmax-sum" data-value={sum}>
              {powers.total}
            </td>
            <td>{shares.total}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Numbers that add up as shown; what would be shown as 0 and is not says how small it is. */
function column(values: Float64Array): { cells: readonly string[]; total: string } {
  const { addends, total } = addUp([...values], DECIMALS);
  const nothing = formatFixed(0, DECIMALS);
  return {
    cells: addends.map((text, k) => (text === nothing && values[k]! > 0 ? formatFour(values[k]!) : text)),
    total,
  };
}

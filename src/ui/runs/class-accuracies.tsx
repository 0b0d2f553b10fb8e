import type { ClassAccuracy } from '../../core/metrics/mcnemar';
import { formatCount, formatPercent } from '../shared/number-format';
import table from '../shared/small-table.module.css';
import type { Pair } from './pair';

interface ClassAccuraciesProps {
  readonly pair: Pair;
  /** From class 0 up; a is the left one's, b the right one's. */
  readonly byClass: readonly ClassAccuracy[];
}

/** The accuracy of both, digit by digit; the better one stands out. */
export function ClassAccuracies({ pair, byClass }: ClassAccuraciesProps) {
  const support = byClass.reduce((sum, row) => sum + row.support, 0);
  const mean = (of: 'a' | 'b') => byClass.reduce((sum, row) => sum + row[of] * row.support, 0) / support;
  return (
    <table className={table['table']} data-testid="class-accuracies">
      <caption>Test accuracy, digit by digit</caption>
      <thead>
        <tr>
          <th scope="col">Digit</th>
          {pair.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">How many</th>
        </tr>
      </thead>
      <tbody>
        {byClass.map((row, digit) => (
          // oxlint-disable-next-line react/no-array-index-key -- a class is its number
          <Row key={digit} name={String(digit)} accuracy={row} />
        ))}
        <Row name="All" accuracy={{ support, a: mean('a'), b: mean('b') }} />
      </tbody>
    </table>
  );
}

function Row({
  name,
  accuracy: { support, a, b },
}: {
  readonly name: string;
  readonly accuracy: ClassAccuracy;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-better={a > b || undefined}>{formatPercent(a)}</td>
      <td data-better={b > a || undefined}>{formatPercent(b)}</td>
      <td>{formatCount(support)}</td>
    </tr>
  );
}

import { Text, Title } from '@mantine/core';
import { type ReactNode, useId, useMemo } from 'react';
import type { UnitSum } from '../../protocol/insight';
import type { DigitAtHand } from '../../state/arithmetic-store';
import { formatCount } from '../shared/number-format';
import { Term } from '../shared/term';
import { addUp, decimalsFor, formatFixed, formatFour } from './add-up';
import classes from './arithmetic.module.css';
import { ACTIVATION_WORDS, atHand, digitName, nameOfUnit, strongestTerms } from './arithmetic-words';
import { SignedLegend } from './signed-picture';
import { WashedPicture, where } from './washed-picture';

interface UnitSumViewProps {
  readonly unit: UnitSum;
  readonly digit: DigitAtHand;
  readonly step: number;
}

interface Row {
  readonly name: ReactNode;
  /** How the value came about. */
  readonly factors?: string;
  readonly value: number;
  readonly testId: string;
  /** Of the term's unit. */
  readonly unit?: number;
}

/** One unit's weighted sum for one digit: as a picture where it looks at pixels, and as numbers that add up. */
export function UnitSumView({ unit, digit, step }: UnitSumViewProps) {
  const id = useId();
  const { place, from, products, bias, sum, activation } = unit;
  const colours = useMemo(() => Float32Array.from(products), [products]);
  const name = nameOfUnit(unit);
  const terms = from === 'pixels' ? pixelRows(unit) : unitRows(unit);
  const rows: Row[] = [...terms, { name: <Term of="bias">Bias</Term>, value: bias, testId: 'unit-bias' }];
  const values = rows.map(({ value }) => value);
  const decimals = decimalsFor([...values, sum]);
  const { addends, total } = addUp(values, decimals);
  const columns = from === 'pixels' ? 1 : 2;
  return (
    <section
      className={classes['sum']}
      aria-labelledby={id}
      data-testid="unit-arithmetic"
      data-value={place.unit}
      data-layer={place.layer}
      data-step={step}
    >
      <Title order={4} size="h6" id={id}>
        {name}: the sum for {atHand(digit)}
      </Title>
      <Text size="sm" className={classes['soft']}>
        {from === 'pixels'
          ? 'Each pixel, from 0 for paper to 1 for ink, is multiplied by the unit’s weight for it. '
          : 'What each unit of the last hidden layer puts out is multiplied by this unit’s weight for it. '}
        All of that and the bias are added up
        {activation
          ? `; what the activation makes of the sum is what the unit passes on. `
          : `: that is the logit, which goes on into softmax. `}
        At step {formatCount(step)}.
      </Text>
      <div className={from === 'pixels' ? classes['beside'] : undefined}>
        {from === 'pixels' && (
          <figure className={classes['figure']}>
            <div className={classes['picture']} data-testid="unit-products" data-value={products.join(',')}>
              <WashedPicture
                values={colours}
                pixels={digit.pixels}
                label={`Pixels times weights of ${name}: ${where(colours)}`}
              />
            </div>
            <figcaption>
              <SignedLegend least="lowers" greatest="raises" />
            </figcaption>
          </figure>
        )}
        <table className={classes['table']} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">What comes in</th>
              {columns === 2 && <th scope="col">output × weight</th>}
              <th scope="col">adds</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr
                key={row.unit ?? row.testId}
                data-testid={row.testId}
                data-value={row.value}
                data-unit={row.unit}
              >
                <th scope="row">{row.name}</th>
                {columns === 2 && <td>{row.factors}</td>}
                <td>{addends[i]}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr data-testid="unit-sum" data-value={sum}>
              <th scope="row" colSpan={columns}>
                {activation ? 'Weighted sum z' : `Sum: the logit of ${digitName(place.unit)}`}
              </th>
              <td>{total}</td>
            </tr>
            {activation && (
              <tr data-testid="unit-activation" data-value={activation.value}>
                <th scope="row" colSpan={columns}>
                  <Term of="activation">Activation</Term> a, {ACTIVATION_WORDS[activation.name]}
                </th>
                <td>{activation.value === sum ? total : formatActivation(activation.value, decimals)}</td>
              </tr>
            )}
          </tfoot>
        </table>
      </div>
      {from === 'pixels' && <StrongestPixel unit={unit} />}
    </section>
  );
}

const formatActivation = (value: number, decimals: number): string =>
  value === 0 ? formatFixed(0, decimals) : formatFour(value);

/** The pixels' products in two heaps. */
function pixelRows({ products, positive, negative }: UnitSum): Row[] {
  const count = (sign: 1 | -1) => products.reduce((some, product) => some + (product * sign > 0 ? 1 : 0), 0);
  const name = (colour: string, many: number) =>
    `${formatCount(many)} ${colour} pixel${many === 1 ? '' : 's'}`;
  return [
    { name: name('blue', count(1)), value: positive, testId: 'unit-positive' },
    { name: name('red', count(-1)), value: negative, testId: 'unit-negative' },
  ];
}

/** The products that count most, one by one, and all others together. */
function unitRows(unit: UnitSum): Row[] {
  const { inputs, weights, products } = unit;
  const { strongest, others, rest } = strongestTerms(unit);
  const rows = strongest.map((i): Row => ({
    name: `Unit ${i + 1}`,
    factors: `${formatFour(inputs[i]!)} × ${formatFour(weights[i]!)}`,
    value: products[i]!,
    testId: 'unit-term',
    unit: i,
  }));
  if (others === 0) return rows;
  const name = strongest.length === 0 ? 'All units, silent' : `The other ${formatCount(others)}`;
  return [...rows, { name, value: rest, testId: 'unit-rest' }];
}

function StrongestPixel({ unit: { inputs, weights, products } }: { readonly unit: UnitSum }) {
  const place = products.reduce(
    (most, product, i) => (Math.abs(product) > Math.abs(products[most]!) ? i : most),
    0,
  );
  if (!(Math.abs(products[place]!) > 0)) return null;
  return (
    <Text size="sm" className={classes['soft']}>
      The pixel that counts most, row {Math.floor(place / 28) + 1}, column {(place % 28) + 1}:{' '}
      {formatFour(inputs[place]!)} × {formatFour(weights[place]!)} = {formatFour(products[place]!)}.
    </Text>
  );
}

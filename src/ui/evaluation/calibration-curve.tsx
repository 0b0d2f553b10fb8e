import { Button, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type CalibrationBin, expectedCalibrationError } from '../../core/calibration';
import { formatCount, formatPercent } from '../shared/number-format';
import { SourceLink } from '../shared/source-link';
import { Term } from '../shared/term';
import classes from './calibration-curve.module.css';

const SIZE = 200;
/** A share of so few digits is mostly chance. */
const FEW = 20;

const at = (fraction: number): number => fraction * SIZE;

/** "60 to 70%". */
const rangeWords = ({ above, upTo }: CalibrationBin): string =>
  `${Math.round(100 * above)} to ${Math.round(100 * upTo)}%`;

/**
 * Whether the network is right as often as it says: the reliability diagram of Guo and others. A small drawing of its own,
 * for tfjs-vis has no bars of given width against a diagonal.
 */
export function CalibrationCurve({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const [tableShown, { toggle }] = useDisclosure(false);
  const error = expectedCalibrationError(bins);
  const filled = bins.filter(({ count }) => count > 0);
  return (
    <div className={classes['block']} data-testid="calibration" data-value={error}>
      <div>
        <Title order={3} size="h5">
          Is it as sure as it should be?
        </Title>
        <Text size="sm" className={classes['soft']}>
          Of the digits that it reads with 90% <Term of="confidence" />, about 90% should be right: the bars
          should end on the dashed line. Bars that end below it mean overconfidence.{' '}
          <SourceLink href="https://arxiv.org/abs/1706.04599">Read on: Guo and others 2017</SourceLink>
        </Text>
        <Text size="sm" className={classes['error']}>
          <Term of="expected calibration error">Expected calibration error</Term>:{' '}
          <b>{formatPercent(error)}</b>
        </Text>
        <Button variant="subtle" size="xs" aria-expanded={tableShown} onClick={toggle}>
          {tableShown ? 'Hide the numbers' : 'As numbers'}
        </Button>
      </div>
      <svg
        viewBox={`-44 -8 ${SIZE + 58} ${SIZE + 42}`}
        className={classes['curve']}
        role="img"
        aria-label={`Share read right, by confidence. ${filled
          .map((bin) => `${rangeWords(bin)}: ${formatPercent(bin.accuracyFraction, 0)}`)
          .join('; ')}.`}
      >
        {[0, 0.5, 1].map((tick) => (
          <g key={tick} className={classes['tick']}>
            <line x1={0} x2={SIZE} y1={SIZE - at(tick)} y2={SIZE - at(tick)} />
            <text x={-5} y={SIZE - at(tick) + 4} textAnchor="end">
              {100 * tick}%
            </text>
            <text x={at(tick)} y={SIZE + 14} textAnchor="middle">
              {100 * tick}%
            </text>
          </g>
        ))}
        {filled.map((bin) => (
          <rect
            key={bin.above}
            className={classes['bar']}
            data-few={bin.count < FEW || undefined}
            x={at(bin.above) + 1}
            width={at(bin.upTo - bin.above) - 2}
            y={SIZE - at(bin.accuracyFraction)}
            height={at(bin.accuracyFraction)}
          />
        ))}
        <line className={classes['honest']} x1={0} y1={SIZE} x2={SIZE} y2={0} />
        <text className={classes['axis']} x={SIZE / 2} y={SIZE + 30} textAnchor="middle">
          confidence
        </text>
        <text
          className={classes['axis']}
          transform={`translate(-36 ${SIZE / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          read right
        </text>
      </svg>
      {tableShown && <BinTable bins={filled} />}
      <Text size="xs" className={classes['soft']}>
        Pale bars stand for fewer than {FEW} digits: there, chance has its say.
      </Text>
    </div>
  );
}

function BinTable({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">confidence</th>
          <th scope="col">digits</th>
          <th scope="col">on average</th>
          <th scope="col">read right</th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.above}>
            <th scope="row">{rangeWords(bin)}</th>
            <td>{formatCount(bin.count)}</td>
            <td>{formatPercent(bin.meanConfidence, 1)}</td>
            <td>{formatPercent(bin.accuracyFraction, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { Distribution } from '../../core/insight/distribution';
import classes from './layers.module.css';
import { formatShort } from './insight-words';

const WIDTH = 160;
const HEIGHT = 48;

interface HistogramViewProps {
  readonly distribution: Distribution;
  /** For the sentence that stands for the picture: "Weights of layer 1". */
  readonly name: string;
  readonly colour: 'weights' | 'gradients' | 'activations';
}

/**
 * A small histogram, one SVG path. tfjs-vis draws histograms too, but compiles a specification for each, tens of
 * milliseconds: too long for fifteen of them in a panel that is to open at once.
 */
export function HistogramView({ distribution, name, colour }: HistogramViewProps) {
  const { histogram, zeroCount, count } = distribution;
  const { from, to, scale, counts } = histogram;
  const tallest = Math.max(1, ...counts);
  const binWidth = WIDTH / counts.length;
  const outline = counts
    .map(
      (n, i) =>
        `H${(i * binWidth).toFixed(1)}V${(HEIGHT - (n / tallest) * HEIGHT).toFixed(1)}h${binWidth.toFixed(1)}`,
    )
    .join('');
  const edge = (value: number) => formatShort(scale === 'log10' ? 10 ** value : value);
  const zero = scale === 'linear' && from < 0 && to > 0 ? (-from / (to - from)) * WIDTH : undefined;
  const isEmpty = count === zeroCount;
  return (
    <figure className={classes['histogram']}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: ${describe(distribution)}`}
        className={classes['plot']}
        data-kind={colour}
      >
        {zero !== undefined && <line x1={zero} x2={zero} y1={0} y2={HEIGHT} className={classes['zero']} />}
        {!isEmpty && <path d={`M0 ${HEIGHT}${outline}V${HEIGHT}Z`} />}
      </svg>
      <figcaption className={classes['axis']} aria-hidden>
        {isEmpty ? (
          <span>all 0</span>
        ) : (
          <>
            <span>{edge(from)}</span>
            {zero !== undefined && zero > 0.2 * WIDTH && zero < 0.8 * WIDTH && (
              <span className={classes['origin']} style={{ left: `${(100 * zero) / WIDTH}%` }}>
                0
              </span>
            )}
            <span>{edge(to)}</span>
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** A distribution in words. */
function describe({ mean, standardDeviation, least, greatest, zeroCount, count }: Distribution): string {
  const zeros = zeroCount > 0 ? `, ${Math.round((100 * zeroCount) / count)}% exactly 0` : '';
  return (
    `from ${formatShort(least)} to ${formatShort(greatest)}, mean ${formatShort(mean)}, ` +
    `standard deviation ${formatShort(standardDeviation)}${zeros}`
  );
}

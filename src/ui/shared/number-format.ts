/**
 * Numbers as people read them. What scripts read stands unrounded in data-value attributes; these are for eyes only. A
 * number that there is not (NaN, infinite) is a dash.
 */
const LOCALE = 'en-GB';
const NONE = '–';

/** By decimals: making one takes longer than using it a hundred times. */
const formats: Intl.NumberFormat[] = [];

function fixed(value: number, decimals: number): string {
  formats[decimals] ??= new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return formats[decimals].format(value);
}

/**
 * A share, 0..1, as a percentage: "97.31%". Only all of it is "100%" and only nothing is "0%": what would round to
 * either says "over 99.99%" or "under 0.01%".
 */
export function formatPercent(fraction: number, decimals = 2): string {
  if (!Number.isFinite(fraction)) return NONE;
  if (fraction === 0 || fraction === 1) return `${fraction * 100}%`;
  const smallest = 10 ** -decimals;
  const text = fixed(fraction * 100, decimals);
  if (fraction > 0 && text === fixed(0, decimals)) return `under ${fixed(smallest, decimals)}%`;
  if (fraction < 1 && text === fixed(100, decimals)) return `over ${fixed(100 - smallest, decimals)}%`;
  return `${text}%`;
}

/** A loss, 0 or more: four decimals while small ("0.0912"), two when large, two digits when tiny ("0.000034"). */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return NONE;
  if (loss > 0 && loss < 0.001) {
    return new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 }).format(loss);
  }
  return fixed(loss, loss < 10 ? 4 : 2);
}

/** A whole number with thousands apart: "60,000". */
export const formatCount = (count: number): string => (Number.isFinite(count) ? fixed(count, 0) : NONE);

/** How often: "never", "once", "twice", "11 times". */
export function formatTimes(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${formatCount(count)} times`;
}

/** A length of time: "0.8 s", "42 s", "1 min 20 s", "2 h 5 min". */
export function formatDuration(elapsedMs: number): string {
  if (!Number.isFinite(elapsedMs)) return NONE;
  // Rounded once, before it is taken apart: 59.96 s is 1 min, never "60.0 s".
  const tenths = Math.round(elapsedMs / 100);
  if (tenths < 100) return tenths === 0 ? '0 s' : `${fixed(tenths / 10, 1)} s`;
  const seconds = Math.round(elapsedMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return withRest(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

const withRest = (major: number, majorUnit: string, minor: number, minorUnit: string): string =>
  `${formatCount(major)} ${majorUnit}${minor === 0 ? '' : ` ${minor} ${minorUnit}`}`;

/** How many in each second, to three digits, for it is a measurement: "12,400 per second", "812 steps per second". */
export function formatRate(perSecond: number, unit = ''): string {
  if (!Number.isFinite(perSecond)) return NONE;
  const text = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 }).format(perSecond);
  return `${text} ${unit === '' ? '' : `${unit} `}per second`;
}

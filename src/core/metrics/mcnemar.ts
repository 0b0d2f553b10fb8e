/**
 * Whether one network is really better than another, or only lucky: McNemar's test on what both predict for the same digits.
 * Digits that both get right, or both wrong, say nothing about which is better; of the rest, were the two equally good, each
 * would be the one that is right for half, as a fair coin falls.
 *
 * Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", Psychometrika 12,
 * 1947. Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than
 * exact conditional", BMC Medical Research Methodology 13:91, 2013: of 9,595 cases tried, the mid-p value never claimed more
 * than it may, and it sees more than the exact test; the continuity correction they advise against, so it is not here. Few
 * digits get the exact test all the same: it can be proved never to claim too much, and with few digits one should not.
 */
import { CLASS_COUNT } from '../network';

/** With fewer digits than this on which the two differ, the exact test. The usual mark for McNemar's chi-squared too. */
const EXACT_BELOW = 25;
/** A p-value from here on is called chance: one in twenty. */
const CHANCE_FROM = 0.05;
/** "Less than once in so many times": the greatest that is true is said. */
const ODDS = [1_000_000, 100_000, 10_000, 1_000, 100, 20];

export interface PairedCounts {
  readonly bothRight: number;
  /** Right by A, wrong by B. */
  readonly onlyA: number;
  /** Wrong by A, right by B. */
  readonly onlyB: number;
  readonly bothWrong: number;
}

export interface McNemarTest {
  readonly method: 'exact' | 'mid-p';
  /** How likely chance alone, were both equally good, gives a difference at least as large either way. 0..1. */
  readonly pValue: number;
}

export interface ClassAccuracy {
  /** Digits of this class. */
  readonly support: number;
  /** The share of them that A, and B, predicts right: 0..1; 0 when there are none. */
  readonly a: number;
  readonly b: number;
}

export interface PairedComparison {
  readonly counts: PairedCounts;
  readonly test: McNemarTest;
  /** B measured by A, as a sentence without its full stop; see differenceWords. */
  readonly sentence: string;
  /** uint32 [counts.onlyA] and [counts.onlyB]: places in the arrays given, rising. */
  readonly onlyAPlaces: Uint32Array;
  readonly onlyBPlaces: Uint32Array;
  /** One for each class, from 0 up. */
  readonly byClass: readonly ClassAccuracy[];
}

/**
 * P(X = k) and P(X <= k) for X the heads in n throws of a fair coin, k at most n / 2. By logarithms, since 2^-n is no float64
 * for n over 1,074; the terms below k are added downwards, each a share of the one above, until they no longer count.
 */
function fairCoin(n: number, k: number): { readonly exactly: number; readonly atMost: number } {
  let logExactly = -n * Math.LN2;
  for (let i = 1; i <= k; i++) logExactly += Math.log((n - i + 1) / i);
  const exactly = Math.exp(logExactly);
  let shares = 1;
  let share = 1;
  for (let i = k; i > 0 && share > 1e-18; i--) {
    share *= i / (n - i + 1);
    shares += share;
  }
  return { exactly, atMost: exactly * shares };
}

/**
 * McNemar's test. onlyA, onlyB: digits that only the one and only the other predicts right, whole numbers from 0. Two-sided;
 * exact for fewer than 25 digits together, mid-p for more. 1 when there are none.
 */
export function mcnemarTest(onlyA: number, onlyB: number): McNemarTest {
  const n = onlyA + onlyB;
  const { exactly, atMost } = fairCoin(n, Math.min(onlyA, onlyB));
  if (n < EXACT_BELOW) return { method: 'exact', pValue: Math.min(1, 2 * atMost) };
  return { method: 'mid-p', pValue: onlyA === onlyB ? 1 - exactly / 2 : 2 * atMost - exactly };
}

/**
 * What B's digits say when measured by A's: "41 more digits right: chance would do that less than once in 1,000 times", "7
 * fewer digits right: no more than chance would do". No full stop.
 */
export function differenceWords({ onlyA, onlyB }: Pick<PairedCounts, 'onlyA' | 'onlyB'>): string {
  if (onlyA + onlyB === 0) return 'the same digits right';
  const difference = Math.abs(onlyB - onlyA);
  if (difference === 0) return 'as many digits right, though not the same ones';
  const digits = `${difference.toLocaleString('en')} ${onlyB > onlyA ? 'more' : 'fewer'} ${difference === 1 ? 'digit' : 'digits'} right`;
  const { pValue } = mcnemarTest(onlyA, onlyB);
  const odds = pValue < CHANCE_FROM ? ODDS.find((times) => pValue * times < 1) : undefined;
  if (odds === undefined) return `${digits}: no more than chance would do`;
  return `${digits}: chance would do that less than once in ${odds.toLocaleString('en')} times`;
}

/**
 * Compares two networks on the same digits. predictedA, predictedB, labels: uint8 [count], classes 0 to 9; only read. Throws
 * RangeError for lengths that differ and for a label out of range.
 */
export function comparePredictions(
  predictedA: Uint8Array,
  predictedB: Uint8Array,
  labels: Uint8Array,
): PairedComparison {
  if (predictedA.length !== labels.length || predictedB.length !== labels.length) {
    throw new RangeError('As many predictions of each network as labels are needed');
  }
  const onlyAPlaces: number[] = [];
  const onlyBPlaces: number[] = [];
  let bothRight = 0;
  const classes = Array.from({ length: CLASS_COUNT }, () => ({ support: 0, a: 0, b: 0 }));
  for (const [place, label] of labels.entries()) {
    const ofClass = classes[label];
    if (!ofClass) throw new RangeError(`Expected a class from 0 to ${CLASS_COUNT - 1}, got ${label}`);
    const a = predictedA[place] === label;
    const b = predictedB[place] === label;
    ofClass.support += 1;
    if (a) ofClass.a += 1;
    if (b) ofClass.b += 1;
    if (a && b) bothRight += 1;
    else if (a) onlyAPlaces.push(place);
    else if (b) onlyBPlaces.push(place);
  }
  const [onlyA, onlyB] = [onlyAPlaces.length, onlyBPlaces.length];
  const counts = { bothRight, onlyA, onlyB, bothWrong: labels.length - bothRight - onlyA - onlyB };
  return {
    counts,
    test: mcnemarTest(onlyA, onlyB),
    sentence: differenceWords(counts),
    onlyAPlaces: Uint32Array.from(onlyAPlaces),
    onlyBPlaces: Uint32Array.from(onlyBPlaces),
    byClass: classes.map(({ support, a, b }) => ({
      support,
      a: support === 0 ? 0 : a / support,
      b: support === 0 ? 0 : b / support,
    })),
  };
}

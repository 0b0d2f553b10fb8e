/** Counts how drawings of a kind were read. */

export interface KindReading {
  /** As in kinds.ts: digits, and "." for what is none. */
  readonly meaning: string;
  /** What was read, digit by digit, doubted ones as their best guess. */
  readonly answer: string;
  /** Of each place of the answer. */
  readonly doubted: readonly boolean[];
}

export interface KindTally {
  readonly count: number;
  /** Every digit is what was meant, and every sign that is none was doubted. */
  readonly right: number;
  /** Places that are digits, and how many of these were doubted; where the answer has other places than the drawing, all were. */
  readonly digits: number;
  readonly digitsDoubted: number;
}

export function tallyKind(readings: readonly KindReading[]): KindTally {
  let [right, digits, digitsDoubted] = [0, 0, 0];
  for (const { meaning, answer, doubted } of readings) {
    const isAsLong = answer.length === meaning.length;
    const places = Array.from(meaning, (sign, i) => ({
      sign,
      read: answer[i],
      doubted: doubted[i] === true,
    }));
    const ofDigits = places.filter(({ sign }) => sign !== '.');
    digits += ofDigits.length;
    digitsDoubted += isAsLong ? ofDigits.filter((place) => place.doubted).length : ofDigits.length;
    if (isAsLong && places.every(({ sign, read, doubted: is }) => (sign === '.' ? is : sign === read)))
      right++;
  }
  return { count: readings.length, right, digits, digitsDoubted };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;

export const kindsMarkdown = (tallies: ReadonlyMap<string, KindTally>): string =>
  [
    '| kind | drawings | right | digits doubted |',
    '|---|---:|---:|---:|',
    ...[...tallies].map(
      ([kind, { count, right, digits, digitsDoubted }]) =>
        `| ${kind} | ${count} | ${right} (${percent(right, count)}) | ${percent(digitsDoubted, digits)} |`,
    ),
  ].join('\n');

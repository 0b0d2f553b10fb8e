/** Counts how pen digits were read, and lays the counts out as Markdown. */

export interface HandReading {
  readonly label: number;
  readonly writer: string;
  /** What the page read: digits as text, "" for nothing, more than one character when it saw more than one digit. */
  readonly answer: string;
  readonly doubted: boolean;
}

export interface HandsTally {
  readonly count: number;
  readonly right: number;
  readonly doubted: number;
  /** Readings of several digits, or of none, where one was drawn. */
  readonly notOne: number;
  /** Per digit 0..9, and per writer: how many, and how many of them read right. Doubted ones count by their best guess. */
  readonly perDigit: readonly Share[];
  readonly perWriter: ReadonlyMap<string, Share>;
  /** [label][answer], 10 by 10; readings that are not one digit are left out. */
  readonly confusion: readonly (readonly number[])[];
}

interface Share {
  count: number;
  right: number;
}

export function tally(readings: readonly HandReading[]): HandsTally {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const perDigit = digits.map((): Share => ({ count: 0, right: 0 }));
  const perWriter = new Map<string, Share>();
  const confusion = digits.map(() => digits.map(() => 0));
  let [right, doubted, notOne] = [0, 0, 0];
  for (const { label, writer, answer, doubted: isDoubted } of readings) {
    const isRight = answer === String(label) ? 1 : 0;
    const ofWriter = perWriter.get(writer) ?? { count: 0, right: 0 };
    perWriter.set(writer, ofWriter);
    for (const share of [perDigit[label]!, ofWriter]) {
      share.count++;
      share.right += isRight;
    }
    right += isRight;
    if (isDoubted) doubted++;
    if (/^\d$/.test(answer)) confusion[label]![Number(answer)]!++;
    else notOne++;
  }
  return { count: readings.length, right, doubted, notOne, perDigit, perWriter, confusion };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`;

export function tallyMarkdown({
  count,
  right,
  doubted,
  notOne,
  perDigit,
  perWriter,
  confusion,
}: HandsTally): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rule = (columns: number): string => row(Array.from({ length: columns }, () => '---:'));
  const names = perDigit.map((_, digit) => digit);
  return [
    `${right} of ${count} read right: **${percent(right, count)}**; ${percent(doubted, count)} doubted; ${notOne} not read as one digit.`,
    row(['digit', ...names]),
    rule(11),
    row(['right', ...perDigit.map((share) => percent(share.right, share.count))]),
    '',
    row(['drawn \\ read', ...names]),
    rule(11),
    ...confusion.map((counts, label) => row([`**${label}**`, ...counts.map((n) => (n === 0 ? '' : n))])),
    '',
    row(['writer', 'right', 'of', '']),
    rule(4),
    ...[...perWriter]
      .toSorted(([, a], [, b]) => a.right / a.count - b.right / b.count)
      .map(([writer, share]) => row([writer, share.right, share.count, percent(share.right, share.count)])),
  ].join('\n');
}

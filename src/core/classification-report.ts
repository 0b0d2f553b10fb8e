/**
 * Precision, recall and f1 per class, and their averages, with the names, the definitions and the printed layout of
 * scikit-learn's classification_report (zero_division=0), so that a run here can be laid beside one made there.
 * https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html
 */
export interface ReportRow {
  /** A class ("0" to "9"), "macro avg" or "weighted avg". */
  readonly name: string;
  /** Of the digits read as this class, the share that were. 0..1; 0 when none was read so. */
  readonly precision: number;
  /** Of the digits of this class, the share that was read so. 0..1; 0 when there are none. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. 0..1; 0 when both are. */
  readonly f1: number;
  /** Digits of this class; for the averages, all digits. */
  readonly support: number;
}

export interface ClassificationReport {
  readonly classes: readonly ReportRow[];
  /** Share of all digits read right, 0..1; 0 when there are none. */
  readonly accuracy: number;
  /** Mean over classes, each counting the same. */
  readonly macroAvg: ReportRow;
  /** Mean over classes, each counting by its support. */
  readonly weightedAvg: ReportRow;
  /** All digits. */
  readonly support: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** matrix: counts [n, n] of n classes, row-major, rows true and columns predicted. Throws RangeError if not square. */
export function classificationReport(matrix: ArrayLike<number>): ClassificationReport {
  const classCount = Math.sqrt(matrix.length);
  if (!Number.isInteger(classCount)) throw new RangeError('A confusion matrix is square');
  const indices = Array.from({ length: classCount }, (_, index) => index);
  const total = (pick: (index: number) => number): number =>
    indices.reduce((sum, index) => sum + pick(index), 0);
  const count = (truth: number, reading: number): number => matrix[truth * classCount + reading]!;

  const classes = indices.map((digit): ReportRow => {
    const right = count(digit, digit);
    const support = total((reading) => count(digit, reading));
    const read = total((truth) => count(truth, digit));
    return {
      name: String(digit),
      precision: ratio(right, read),
      recall: ratio(right, support),
      // 2PR / (P + R) in whole numbers.
      f1: ratio(2 * right, support + read),
      support,
    };
  });
  const support = total((digit) => classes[digit]!.support);
  const average = (name: string, weight: (row: ReportRow) => number): ReportRow => {
    const weights = total((digit) => weight(classes[digit]!));
    const mean = (key: 'precision' | 'recall' | 'f1'): number =>
      ratio(
        total((digit) => classes[digit]![key] * weight(classes[digit]!)),
        weights,
      );
    return { name, precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), support };
  };
  return {
    classes,
    accuracy: ratio(
      total((digit) => count(digit, digit)),
      support,
    ),
    macroAvg: average('macro avg', () => 1),
    weightedAvg: average('weighted avg', (row) => row.support),
    support,
  };
}

/**
 * A number with so many decimals, an exact half going to the even digit as Python prints it; toFixed alone would turn
 * 0.125 into 0.13 where scikit-learn prints 0.12. A double is an exact half only if it is a whole number of
 * 1/2^(digits + 1).
 */
export function toFixedHalfEven(value: number, digits: number): string {
  const fixed = value.toFixed(digits);
  const exact = value.toFixed(digits + 1);
  const isHalf = exact.endsWith('5') && Number.isInteger(value * 2 ** (digits + 1));
  const isOdd = Number(fixed.at(-1)) % 2 === 1;
  // toFixed rounded the half up; the even digit is then the one that cutting off leaves.
  return isHalf && isOdd ? exact.slice(0, -1) : fixed;
}

const HEADINGS = ['precision', 'recall', 'f1-score', 'support'];

/** The text that scikit-learn prints, final line break included. digits: decimals, scikit-learn's default being 2. */
export function formatReport(report: ClassificationReport, digits = 2): string {
  const width = Math.max('weighted avg'.length, digits);
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padStart(width)} ${cells.map((cell) => ` ${cell.padStart(9)}`).join('')}\n`;
  const fixed = (value: number): string => toFixedHalfEven(value, digits);
  const rowLine = ({ name, precision, recall, f1, support }: ReportRow): string =>
    line(name, [fixed(precision), fixed(recall), fixed(f1), String(support)]);
  return [
    line('', HEADINGS),
    '\n',
    ...report.classes.map(rowLine),
    '\n',
    line('accuracy', ['', '', fixed(report.accuracy), String(report.support)]),
    rowLine(report.macroAvg),
    rowLine(report.weightedAvg),
  ].join('');
}

const rowCells = ({ name, precision, recall, f1, support }: ReportRow): (string | number)[] => [
  name,
  precision,
  recall,
  f1,
  support,
];

/** The report as comma-separated values (RFC 4180), unrounded, one heading line first. */
export function reportCsv(report: ClassificationReport): string {
  const lines = [
    ['class', ...HEADINGS],
    ...report.classes.map(rowCells),
    ['accuracy', '', '', report.accuracy, report.support],
    rowCells(report.macroAvg),
    rowCells(report.weightedAvg),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

import { describe, expect, it } from 'vitest';
import { classificationReport, formatReport, reportCsv, toFixedHalfEven } from './classification-report';
import { confusionMatrix } from './metrics';

/**
 * Matrix and report as scikit-learn itself printed them in its example "Recognizing hand-written digits": a support vector
 * classifier with gamma=0.001, trained on the first half of scikit-learn's small digits, reading the other 899.
 * https://scikit-learn.org/stable/auto_examples/classification/plot_digits_classification.html (a later release shows
 * slightly different counts).
 */
const SKLEARN_DIGITS = [
  [87, 0, 0, 0, 1, 0, 0, 0, 0, 0],
  [0, 88, 1, 0, 0, 0, 0, 0, 1, 1],
  [0, 0, 85, 1, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 79, 0, 3, 0, 4, 5, 0],
  [0, 0, 0, 0, 88, 0, 0, 0, 0, 4],
  [0, 0, 0, 0, 0, 88, 1, 0, 0, 2],
  [0, 1, 0, 0, 0, 0, 90, 0, 0, 0],
  [0, 0, 0, 0, 0, 1, 0, 88, 0, 0],
  [0, 0, 0, 0, 0, 0, 0, 0, 88, 0],
  [0, 0, 0, 1, 0, 1, 0, 0, 0, 90],
].flat();

const SKLEARN_DIGITS_REPORT = `\
              precision    recall  f1-score   support

           0       1.00      0.99      0.99        88
           1       0.99      0.97      0.98        91
           2       0.99      0.99      0.99        86
           3       0.98      0.87      0.92        91
           4       0.99      0.96      0.97        92
           5       0.95      0.97      0.96        91
           6       0.99      0.99      0.99        91
           7       0.96      0.99      0.97        89
           8       0.94      1.00      0.97        88
           9       0.93      0.98      0.95        92

    accuracy                           0.97       899
   macro avg       0.97      0.97      0.97       899
weighted avg       0.97      0.97      0.97       899
`;

describe('classificationReport', () => {
  it("prints scikit-learn's ten digits as scikit-learn does", () => {
    expect(formatReport(classificationReport(SKLEARN_DIGITS))).toBe(SKLEARN_DIGITS_REPORT);
  });

  it("prints the example of classification_report's documentation", () => {
    // y_true = [0, 1, 2, 2, 2], y_pred = [0, 0, 2, 2, 1]; there the classes are called "class 0" and so on.
    const report = classificationReport(confusionMatrix([0, 1, 2, 2, 2], [0, 0, 2, 2, 1], 3));
    expect(formatReport(report)).toBe(`\
              precision    recall  f1-score   support

           0       0.50      1.00      0.67         1
           1       0.00      0.00      0.00         1
           2       1.00      0.67      0.80         3

    accuracy                           0.60         5
   macro avg       0.50      0.56      0.49         5
weighted avg       0.70      0.60      0.61         5
`);
  });

  it('has the fractions that the example works out to by hand', () => {
    const report = classificationReport(confusionMatrix([0, 1, 2, 2, 2], [0, 0, 2, 2, 1], 3));
    expect(report.classes[2]).toEqual({ name: '2', precision: 1, recall: 2 / 3, f1: 0.8, support: 3 });
    expect(report.accuracy).toBe(0.6);
    expect(report.macroAvg.recall).toBeCloseTo(5 / 9, 12);
    expect(report.macroAvg.f1).toBeCloseTo(22 / 45, 12);
    expect(report.weightedAvg.precision).toBeCloseTo(7 / 10, 12);
    expect(report.weightedAvg.f1).toBeCloseTo(46 / 75, 12);
  });

  it('counts what was never read, or never there, as 0', () => {
    // Second class: there but never read; third: read but never there.
    const report = classificationReport([1, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(report.classes[1]).toEqual({ name: '1', precision: 0, recall: 0, f1: 0, support: 1 });
    expect(report.classes[2]).toEqual({ name: '2', precision: 0, recall: 0, f1: 0, support: 0 });
    expect(report.macroAvg.precision).toBeCloseTo(1 / 3, 12);
    expect(report.weightedAvg.precision).toBeCloseTo(1 / 2, 12);
  });

  it('is all zeros, not NaN, for no digits at all', () => {
    const report = classificationReport(new Uint32Array(100));
    expect([report.accuracy, report.macroAvg.f1, report.weightedAvg.f1, report.support]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('refuses a matrix that is not square', () => {
    expect(() => classificationReport([1, 2, 3])).toThrow(RangeError);
  });
});

describe('formatReport', () => {
  it('takes more decimals', () => {
    const lines = formatReport(classificationReport(SKLEARN_DIGITS), 4).split('\n');
    // 871 of 899 right; 79 of 81 read as 3 were, of 91.
    expect(lines[5]).toBe('           3     0.9753    0.8681    0.9186        91');
    expect(lines[13]).toBe('    accuracy                         0.9689       899');
  });
});

describe('toFixedHalfEven', () => {
  // What Python prints for f'{x:.2f}' and f'{x:.4f}'.
  it.each([
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [0.625, 2, '0.62'],
    [0.875, 2, '0.88'],
    [0.03125, 4, '0.0312'],
    [0.09375, 4, '0.0938'],
    [0.965, 2, '0.96'],
    [0.995, 2, '0.99'],
    [1, 2, '1.00'],
    [2 / 3, 4, '0.6667'],
  ])('%f with %i decimals is %s', (value, digits, text) => {
    expect(toFixedHalfEven(value, digits)).toBe(text);
  });
});

describe('reportCsv', () => {
  it('has every row unrounded, under its heading', () => {
    expect(reportCsv(classificationReport(confusionMatrix([0, 1, 2, 2], [0, 0, 2, 2], 3)))).toBe(
      [
        'class,precision,recall,f1-score,support',
        '0,0.5,1,0.6666666666666666,1',
        '1,0,0,0,1',
        '2,1,1,1,2',
        'accuracy,,,0.75,4',
        'macro avg,0.5,0.6666666666666666,0.5555555555555555,4',
        'weighted avg,0.625,0.75,0.6666666666666666,4',
        '',
      ].join('\r\n'),
    );
  });
});

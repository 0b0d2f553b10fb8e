import { describe, expect, it } from 'vitest';
import type { MeasuredRun, MetricsCurve } from './metric-rows';
import { metricsCsv } from './metrics-csv';
import { metricsJsonLines } from './metrics-jsonl';

const curve = (
  ...points: readonly (readonly [step: number, value: number, seconds: number])[]
): MetricsCurve => ({
  steps: points.map(([step]) => step),
  values: points.map(([, value]) => value),
  seconds: points.map(([, , seconds]) => seconds),
  length: points.length,
});

const otter: MeasuredRun = {
  id: 'r1',
  name: 'amber otter',
  stepsPerEpoch: 400,
  curves: {
    trainLoss: curve([40, 1.25, 0.1], [100, 0.5, 0.3]),
    trainAccuracy: curve([40, 0.625, 0.1], [100, 0.875, 0.3]),
    validationLoss: curve([400, 0.25, 1.5]),
    validationAccuracy: curve([400, 0.9375, 1.5]),
  },
  test: { step: 800, loss: 0.125, accuracyFraction: 0.9771 },
};
const named = (name: string): MeasuredRun => ({ ...otter, name, test: null });

const HEADING = 'run,id,split,step,epoch,seconds,loss,accuracy';

/** Cells of a file by the grammar of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, cell = '', end] = match;
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

describe('metricsCsv', () => {
  it('has a line for each measurement, with both metrics of a step together', () => {
    expect(metricsCsv([otter])).toBe(
      [
        HEADING,
        'amber otter,r1,train,40,0.1,0.1,1.25,0.625',
        'amber otter,r1,train,100,0.25,0.3,0.5,0.875',
        'amber otter,r1,validation,400,1,1.5,0.25,0.9375',
        'amber otter,r1,test,800,2,,0.125,0.9771',
        '',
      ].join('\r\n'),
    );
  });

  it('has one run after the other, and only the filled part of a curve', () => {
    const growing = { ...otter.curves, trainLoss: { ...otter.curves.trainLoss, length: 1 } };
    const rows = parseCsv(metricsCsv([{ ...otter, id: 'r0', curves: growing }, otter]));
    expect(rows.map((row) => `${row[1]} ${row[2]} ${row[3]}`)).toEqual([
      'id split step',
      'r0 train 40',
      'r0 train 100',
      'r0 validation 400',
      'r0 test 800',
      'r1 train 40',
      'r1 train 100',
      'r1 validation 400',
      'r1 test 800',
    ]);
    expect(rows[2]!.slice(5)).toEqual(['0.3', '', '0.875']);
    const late = { ...otter.curves, trainAccuracy: curve([100, 0.875, 0.3]) };
    expect(
      parseCsv(metricsCsv([{ ...otter, curves: late }]))
        .slice(1, 3)
        .map((row) => row.slice(3)),
    ).toEqual([
      ['40', '0.1', '0.1', '1.25', ''],
      ['100', '0.25', '0.3', '0.5', '0.875'],
    ]);
  });

  it('leaves empty what is not a number', () => {
    const broken = {
      ...otter.curves,
      trainLoss: curve([40, Number.NaN, 0.1], [100, Number.POSITIVE_INFINITY, 0.3]),
    };
    const rows = parseCsv(metricsCsv([{ ...otter, curves: broken }]));
    expect([rows[1]![6], rows[2]![6]]).toEqual(['', '']);
  });

  it.each(['a, b', 'the "best"', 'two\nlines', 'two\r\nlines', '"', ',', 'ä 数 🦦', "it's"])(
    'brings the name %j through',
    (name) => {
      expect(parseCsv(metricsCsv([named(name)]))[1]![0]).toBe(name);
    },
  );

  it.each(['=1+1', '+49', '-2', '@sum', '\t=1', '\r=1', '=HYPERLINK("http://a","b")'])(
    'makes the name %j harmless for spreadsheets',
    (name) => {
      const [, row] = parseCsv(metricsCsv([named(name)]));
      expect(row![0]).toBe(`'${name}`);
      expect(row).toHaveLength(8);
    },
  );

  it('is the heading alone for no runs', () => {
    expect(metricsCsv([])).toBe(`${HEADING}\r\n`);
  });
});

describe('metricsJsonLines', () => {
  it('has an object for each measurement', () => {
    expect(metricsJsonLines([otter])).toBe(
      [
        '{"run":"amber otter","id":"r1","split":"train","step":40,"epoch":0.1,"seconds":0.1,"loss":1.25,"accuracy":0.625}',
        '{"run":"amber otter","id":"r1","split":"train","step":100,"epoch":0.25,"seconds":0.3,"loss":0.5,"accuracy":0.875}',
        '{"run":"amber otter","id":"r1","split":"validation","step":400,"epoch":1,"seconds":1.5,"loss":0.25,"accuracy":0.9375}',
        '{"run":"amber otter","id":"r1","split":"test","step":800,"epoch":2,"seconds":null,"loss":0.125,"accuracy":0.9771}',
        '',
      ].join('\n'),
    );
  });

  it('keeps names as they are and says null for what is not a number', () => {
    const broken = { ...otter.curves, trainLoss: curve([40, Number.NaN, 0.1]) };
    const [first] = metricsJsonLines([{ ...otter, name: '=a\n"b"', curves: broken }]).split('\n');
    expect(JSON.parse(first!)).toMatchObject({ run: '=a\n"b"', loss: null, accuracy: 0.625 });
    expect(metricsJsonLines([])).toBe('');
  });
});

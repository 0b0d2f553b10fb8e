// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { randomUniform } from '../../core/random';
import { drawLines, type Lines, rowsFor } from './draw-lines';
import type { Frame } from './resample';
import { type ChartedRun, isSettled, seriesOf } from './run-series';
import type { LineLook, VisChart } from './tfvis-adapter';

const column = (total: number) => {
  const steps = Array.from({ length: total }, (_, i) => i + 1);
  return {
    steps,
    values: steps.map((step) => 1 / step),
    seconds: steps.map((step) => step / 50),
    length: total,
  };
};
const run = (id: string, stepsPerEpoch: number, total = 1000): ChartedRun => {
  const curve = column(total);
  const curves = { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve };
  return { id, name: id, colour: 0, stepsPerEpoch, curves };
};
async function draw(runs: readonly ChartedRun[], changes: Partial<Lines> = {}, fontPx = 11) {
  const draws = vi.fn(async (_frame: Frame, _look: LineLook) => ({ width: 1 }));
  const lines: Lines = {
    series: seriesOf(runs, 'Loss', 0),
    yLabel: 'loss',
    format: 'number',
    logScale: false,
    axis: 'step',
    show: 'all',
    ...changes,
  };
  const place = { width: 300, height: 200, fontFamily: 'serif', fontPx, element: document.body };
  const drawn = await drawLines({ drawLines: draws } as unknown as VisChart, lines, place);
  const [frame, look] = draws.mock.lastCall!;
  return { drawn, frame, look };
}

describe('drawLines', () => {
  it('bounds what is drawn, however many runs there are and however long they have trained', async () => {
    for (const count of [1, 2, 4, 8]) {
      const runs = Array.from({ length: count }, (_, i) => run(`r${i}`, 100, 5000));
      const { frame } = await draw(runs);
      expect(frame.columns).toHaveLength(2 * count);
      expect(frame.xs.length * frame.columns.length).toBeLessThanOrEqual(480);
      expect(frame.xs.length).toBeGreaterThan(14);
    }
    expect(rowsFor(2)).toBe(120);
  });
  it('rules off epochs where all runs have the same, and every epoch on their own axis', async () => {
    expect((await draw([run('a', 400), run('b', 400)])).look.epochs).toEqual([400, 800]);
    expect((await draw([run('a', 400), run('b', 300)])).look.epochs).toEqual([]);
    expect((await draw([run('a', 400), run('b', 300)], { axis: 'epoch' })).look.epochs).toEqual([1, 2, 3]);
    expect((await draw([run('a', 400)], { axis: 'seconds' })).look.epochs).toEqual([]);
  });
  it('lays runs over each other by seconds', async () => {
    const { frame, drawn } = await draw([run('a', 400)], { axis: 'seconds' });
    expect(frame.lasts.at(-1)).toBe(20);
    expect(drawn!.lastStep).toBe(1000);
  });
  it('draws validation bold and training thin', async () => {
    const { look } = await draw([run('a', 400)]);
    expect(look.strokes[1]!.width).toBeGreaterThan(look.strokes[0]!.width);
  });
  it('draws heavier with larger type, to a point', async () => {
    const widthAt = async (fontPx: number) =>
      (await draw([run('a', 400)], {}, fontPx)).look.strokes[1]!.width;
    expect((await widthAt(22)) / (await widthAt(11))).toBe(2);
    expect(await widthAt(44)).toBe(await widthAt(22));
  });
  it('gives dots to validation', async () => {
    expect((await draw([run('a', 400)])).look.marked).toEqual([false, true]);
  });
  it('tells 99.1% from 99.4% at the end of a long run, as steep and as noisy as real ones are', async () => {
    const runs = [0.991, 0.994].map((end, i) => longRun(`r${i}`, end, i));
    expect(isSettled(runs)).toBe(true);
    const series = seriesOf(runs, 'Accuracy', 0);
    const look = async (show: Lines['show']) => (await draw(runs, { series, yLabel: 'accuracy', show })).look;
    const shareOf = ({ low, high }: LineLook) => 0.003 / (high - low);
    // Of a plot 100 px high, at least 10: three times as far apart as the bold line is wide.
    expect(shareOf(await look('detail'))).toBeGreaterThan(0.1);
    expect(shareOf(await look('all'))).toBeLessThan(0.02);
  });
});

/** Twenty epochs of 430 steps: mini-batches of 128 digits, ten validations an epoch, and variants that make training harder. */
function longRun(id: string, end: number, seed: number): ChartedRun {
  const curve = (stride: number, digits: number, best: number) => {
    const steps = Array.from({ length: 8600 / stride }, (_, i) => (i + 1) * stride);
    const values = steps.map((step) => {
      const p = best - 0.6 * Math.exp(-step / 60) - 0.03 * Math.exp(-step / 1200);
      const noise = [0, 1, 2].reduce((sum, i) => sum + randomUniform(digits + seed, 3 * step + i), -1.5);
      return Math.min(1, p + noise * 2 * Math.sqrt((p * (1 - p)) / digits));
    });
    return { steps, values, length: steps.length };
  };
  const [training, validation] = [curve(1, 128, end - 0.004), curve(43, 5000, end)];
  const curves = {
    trainLoss: training,
    trainAccuracy: training,
    validationLoss: validation,
    validationAccuracy: validation,
  };
  return { id, name: id, colour: 0, stepsPerEpoch: 430, curves };
}

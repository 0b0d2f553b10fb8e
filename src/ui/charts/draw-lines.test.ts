// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { drawLines, type Lines, rowsFor } from './draw-lines';
import type { Frame } from './resample';
import { type ChartedRun, seriesOf } from './run-series';
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
async function draw(runs: readonly ChartedRun[], changes: Partial<Lines> = {}) {
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
  const place = { width: 300, height: 200, fontFamily: 'serif', element: document.body };
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
});

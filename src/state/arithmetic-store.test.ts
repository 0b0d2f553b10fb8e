// @vitest-environment happy-dom
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Arithmetic, InsightApi, UnitPlace } from '../protocol/insight';
import { chooseUnit, useArithmetic, viewArithmetic } from './arithmetic-store';
import { useDrawing } from './drawing-store';
import { useInsight } from './insight-store';
import { useRun } from './run-store';
import { replaceNetwork } from './store';
import { setSlice } from './testing/set-slice';

type Ask = (pixels: Uint8Array, unit: UnitPlace | undefined) => Promise<Arithmetic | undefined>;
const worker = vi.hoisted(() => ({ arithmetic: vi.fn<Ask>(), watch: vi.fn() }));
vi.mock('./worker-link', () => ({
  onReport: () => undefined,
  onTrainer: (connect: (commands: { insight: InsightApi }) => void) =>
    connect({ insight: worker as unknown as InsightApi }),
}));

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const answerTo = (unit: UnitPlace | undefined) => ({ step: 7, asked: unit }) as unknown as Arithmetic;
const samples = {
  pixels: new Uint8Array(2 * 784).fill(3, 0, 784),
  labels: Uint8Array.of(7, 1),
  indices: Uint32Array.of(41, 5),
};
const drawn = new Uint8Array(784).fill(9);
const report = (step: number) => setSlice(useInsight, { latest: { topic: 'drawing', step } });
/** The first byte of the digit that was asked about last, and the unit. */
const lastQuestion = () => {
  const [pixels, unit] = worker.arithmetic.mock.lastCall!;
  return [pixels[0], pixels.length, unit];
};

it('asks again for another digit, unit, network or temperature, and for nobody not at all', async () => {
  worker.arithmetic.mockImplementation((_, unit) => Promise.resolve(answerTo(unit)));
  const ask = worker.arithmetic;
  setSlice(useRun, { samples });
  report(7);
  expect(ask).not.toHaveBeenCalled();

  const stop = viewArithmetic();
  onTestFinished(() => setSlice(useDrawing, { pixels: undefined }));
  // The pad is empty: the first of the training digits on the page.
  expect(lastQuestion()).toEqual([3, 784, undefined]);
  await settled();
  expect(useArithmetic.getState().answer!.digit.sample).toEqual({ label: 7, index: 41 });

  const unit: UnitPlace = { layer: 'first', unit: 16 };
  const changes: [() => void, number][] = [
    [() => chooseUnit(unit), 3],
    [() => setSlice(useDrawing, { pixels: drawn }), 9],
    [() => report(8), 9],
    [() => setSlice(useRun, { temperature: 1.3 }), 9],
  ];
  for (const [change, ink] of changes) {
    ask.mockClear();
    change();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(lastQuestion()).toEqual([ink, 784, unit]);
    await settled();
  }
  expect(useArithmetic.getState().answer).toEqual({
    arithmetic: answerTo(unit),
    digit: { pixels: drawn, sample: undefined },
  });

  // With the network goes what it reckoned, also what is still on its way.
  report(9);
  worker.arithmetic.mockResolvedValue(undefined);
  replaceNetwork();
  await settled();
  expect(useArithmetic.getState().answer).toBeUndefined();

  stop();
  ask.mockClear();
  report(10);
  expect(ask).not.toHaveBeenCalled();
});

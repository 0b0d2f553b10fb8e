import { expect, it } from 'vitest';
import { FakeEngine } from '../engine/testing/fake-engine';
import { MetricsReader } from './metrics-reader';
import { Stopwatch } from './stopwatch';

/** The points of a run whose steps take no time, on an engine that answers at once. */
async function pointsOf(totalSteps: number): Promise<number[]> {
  const engine = new FakeEngine('webgpu');
  engine.stepCount = 0;
  engine.readMetrics = () => Promise.resolve({ loss: 1, accuracyFraction: 0.5, exampleCount: 8 });
  const clock = new Stopwatch();
  clock.start();
  const reader = new MetricsReader(engine, clock, totalSteps);
  const steps: number[] = [];
  for (let step = 1; step <= totalSteps; step++) {
    engine.step({ count: 8 }, { learningRate: 1, weightDecay: 0, dropout: 0, labelSmoothing: 0 });
    await reader.afterStep();
    await Promise.resolve();
    const point = reader.takePoint();
    if (point) steps.push(point.step);
  }
  return steps;
}

it('makes a point of every hundredth of a run, however quick it is', async () => {
  const steps = await pointsOf(2000);
  expect(steps.length).toBeGreaterThanOrEqual(95);
  const gaps = steps.slice(1).map((step, i) => step - steps[i]!);
  // The hundredth, and what is done until the answer is here.
  expect(Math.max(...gaps)).toBeLessThanOrEqual(40);
});

it('makes a point of each step of a short run', async () => {
  expect((await pointsOf(40)).length).toBeGreaterThanOrEqual(38);
});

it('leaves no refusal to nobody: who waits next hears of it', async () => {
  const unseen: unknown[] = [];
  const hear = (reason: unknown): void => void unseen.push(reason);
  process.on('unhandledRejection', hear);
  const engine = new FakeEngine('webgl');
  engine.readMetrics = () => Promise.reject(new Error('lost'));
  const reader = new MetricsReader(engine, new Stopwatch(), 1);
  await reader.afterStep();
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', hear);
  expect(unseen).toEqual([]);
  await expect(reader.finish()).rejects.toThrow('lost');
});

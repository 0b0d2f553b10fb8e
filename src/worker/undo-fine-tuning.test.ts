/** Undo while the test digits are read by the network as it was taught: nothing of that reading may remain. */
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { SimdEngine } from '../engine/simd/simd-engine';
import { Evaluator } from './evaluator';
import { FineTuner } from './fine-tuner';
import { smallExperiment, smallSession } from './testing/small-session';

const kernels = new WebAssembly.Module(
  readFileSync(new URL('../engine/simd/generated/baseline.wasm', import.meta.url)),
);

it('leaves the figures of the network of before, on screen and in its record', async () => {
  const { session, trainer, repository, events, statuses } = smallSession({
    engine: () => new SimdEngine(kernels),
  });
  const evaluator = new Evaluator(session);
  const fineTuner = new FineTuner(session);
  await trainer.train({ ...smallExperiment, hidden: [16], epochs: 12, learningRate: 0.01 }, null);
  await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
  const test = await evaluator.evaluate();
  await session.keeper.save();
  const before = session.keeper.record!;
  const { labels, pixels } = session.digits.train;
  const own = { pixels: pixels.slice(0, 10 * 784), labels: labels.slice(0, 10) };
  const lesson = await fineTuner.teach(own);
  expect(lesson?.ok && lesson.value.isKept).toBe(true);

  const taught = session.trainedEngine!;
  const predict = taught.predict.bind(taught);
  let goOn = (): void => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  taught.predict = async (...asked) => {
    const answer = await predict(...asked);
    await gate;
    return answer;
  };
  const evaluating = evaluator.evaluate();
  await Promise.resolve();
  events.length = 0;
  expect((await fineTuner.undo())?.ok).toBe(true);
  goOn();
  expect(await evaluating).toBeUndefined();
  expect(await evaluator.evaluate()).toEqual(test);

  const network = { runId: before.id, step: before.step, cause: 'undo' };
  const told = events.flatMap((event) =>
    event.type === 'evaluated' ? [[event.splitEvaluation.split, event.network] as const] : [],
  );
  expect(told).toEqual([
    ['validation', network],
    ['test', network],
  ]);
  expect(session.evaluations.predictionsOn('validation')).toBeDefined();
  await session.keeper.save();
  const kept = await repository.readRun(before.id);
  const { best, last, temperature } = before;
  expect(kept).toMatchObject({ value: { best, last, temperature, test: before.test } });
});

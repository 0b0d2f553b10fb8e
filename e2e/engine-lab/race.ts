/**
 * Milliseconds per training step on tfjs's WebGL backend: this engine, the plain tfjs engine, and tf.LayersModel.fit as
 * the MNIST page of tfjs-examples calls it, and bare. Interleaved, so that whatever else the machine does meets all three alike.
 */
import * as tfjs from '@tensorflow/tfjs';
import { TfjsEngine } from '../../src/engine/tfjs/tfjs-engine';
import { WebglEngine } from '../../src/engine/webgl/webgl-engine';
import { openBackend } from '../../src/engine/tfjs/backend';
import type { Engine } from '../../src/engine/engine';
import { type Case, configOf, hyperOf, startOf } from './compare';
import { batchAt } from './digits';
import { callsDuring } from './gl-calls';

const BATCH = 128;

export interface Lap {
  readonly name: string;
  readonly msPerStep: readonly number[];
  readonly drawsPerStep: number;
}

async function contestant(engine: Engine, test: Case): Promise<(steps: number) => Promise<void>> {
  await engine.init(configOf(test), startOf(test));
  const batches = Array.from({ length: 8 }, (_, i) => batchAt(i, BATCH));
  return async (steps) => {
    for (let i = 0; i < steps; i++) engine.step(batches[i % 8]!, hyperOf(test));
    await engine.readMetrics();
  };
}

function modelFit(hidden: readonly number[], asPage: boolean): (steps: number) => Promise<void> {
  const model = tfjs.sequential();
  hidden.forEach((units, l) => {
    model.add(tfjs.layers.dense({ units, activation: 'relu', ...(l === 0 ? { inputShape: [784] } : {}) }));
  });
  model.add(tfjs.layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({
    optimizer: tfjs.train.adam(0.001),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { pixels, labels } = batchAt(0, 8 * BATCH);
  const x = tfjs.tensor2d(
    Float32Array.from(pixels, (p) => p / 255),
    [8 * BATCH, 784],
  );
  const y = tfjs.oneHot(tfjs.tensor1d(labels, 'int32'), 10);
  // As the page calls it: a callback after each batch that shows the loss (here: looks at it) and awaits a frame.
  let shown = 0;
  const callbacks = {
    onBatchEnd: async (_batch: number, logs?: tfjs.Logs) => {
      shown += logs?.['loss'] ?? 0;
      await tfjs.nextFrame();
    },
  };
  return async (steps) => {
    const rows = Math.min(8, steps) * BATCH;
    const [xs, ys] = [x.slice(0, rows), y.slice(0, rows)];
    await model.fit(xs, ys, {
      batchSize: BATCH,
      epochs: Math.ceil(steps / 8),
      shuffle: true,
      ...(asPage ? { callbacks } : { yieldEvery: 'never' }),
    });
    tfjs.dispose([xs, ys]);
  };
}

/** steps: a multiple of 8. */
export async function race(hidden: readonly number[], repeats: number, steps = 8): Promise<Lap[]> {
  await openBackend('tfjs-webgl');
  const test: Case = { hidden, batch: BATCH, hyper: { learningRate: 0.001 } };
  const runners: [string, (steps: number) => Promise<void>][] = [
    ['webgl', await contestant(new WebglEngine(), test)],
    ['tfjs engine', await contestant(new TfjsEngine('tfjs-webgl'), test)],
    ['tfjs model.fit', modelFit(hidden, true)],
    ['tfjs model.fit, no callback, no pause', modelFit(hidden, false)],
  ];
  const laps = [];
  for (const [name, run] of runners) {
    await run(steps);
    const { drawElements, drawArrays } = await callsDuring(() => run(steps));
    laps.push({ name, msPerStep: [] as number[], drawsPerStep: (drawElements + drawArrays) / steps });
  }
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [i, [, run]] of runners.entries()) {
      const start = performance.now();
      await run(steps);
      laps[i]!.msPerStep.push((performance.now() - start) / steps);
    }
  }
  return laps;
}

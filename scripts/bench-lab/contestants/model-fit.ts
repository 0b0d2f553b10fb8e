/**
 * tfjs's tf.LayersModel.fit. 'paced': as the MNIST page of tfjs-examples calls it, with a callback after every batch that
 * looks at the loss and awaits the next frame. 'unpaced': no callback and no pauses, the fastest that fit can be asked for.
 */
import * as tf from '@tensorflow/tfjs';
import { PIXEL_COUNT } from '../../../src/core/network';
import { BATCH_SIZE, type Contestant, type Task } from './contestant';

function denseModel(layerSizes: readonly number[]): tf.Sequential {
  const model = tf.sequential();
  layerSizes.slice(1).forEach((units, layer) => {
    const isOutput = layer === layerSizes.length - 2;
    model.add(
      tf.layers.dense({
        units,
        activation: isOutput ? 'softmax' : 'relu',
        ...(layer === 0 ? { inputShape: [layerSizes[0]!] } : {}),
      }),
    );
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

export function modelFitContestant(
  { layerSizes, pool }: Task,
  backend: string,
  pace: 'paced' | 'unpaced',
): Contestant {
  if (tf.getBackend() !== backend) throw new Error(`tfjs took ${tf.getBackend()} instead of ${backend}`);
  const model = denseModel(layerSizes);
  const pixels = Float32Array.from(pool.pixels, (byte) => byte / 255);
  const all = {
    x: tf.tensor2d(pixels, [pool.count, PIXEL_COUNT]),
    y: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(pool.labels, 'int32'), 10), 'float32')),
  };
  let part = all;
  let shown = 0;
  const callbacks = {
    onBatchEnd: async (_batch: number, logs?: tf.Logs): Promise<void> => {
      shown += logs?.['loss'] ?? 0;
      await tf.nextFrame();
    },
  };
  return {
    async run(steps) {
      const rows = Math.min(pool.count, steps * BATCH_SIZE);
      if (part.x.shape[0] !== rows) {
        part = {
          x: tf.slice2d(all.x, [0, 0], [rows, PIXEL_COUNT]),
          y: tf.slice2d(all.y as tf.Tensor2D, [0, 0], [rows, 10]),
        };
      }
      const epochs = Math.ceil((steps * BATCH_SIZE) / rows);
      const history = await model.fit(part.x, part.y, {
        batchSize: BATCH_SIZE,
        epochs,
        ...(pace === 'paced' ? { callbacks } : { yieldEvery: 'never' as const }),
      });
      return { steps: (epochs * rows) / BATCH_SIZE, loss: Number(history.history['loss']!.at(-1)) };
    },
  };
}

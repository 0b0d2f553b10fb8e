/** A race is fair only when all run the same course: jax-js, as called here, computes what engine.ts defines. */
import { expect, test } from 'vitest';
import { initialState } from '../../../src/core/initial-weights';
import { PIXEL_COUNT } from '../../../src/core/network';
import { barBatch } from '../../../src/engine/testing/batches';
import { PlainNetwork } from '../../../src/engine/testing/plain-network';
import { BATCH_SIZE, LEARNING_RATE } from './contestant';
import { jaxContestant } from './jax';

test('takes the same Adam steps as the plain network', async () => {
  // One batch over and over, in whatever order: the sum over it does not care.
  const pool = barBatch(1, BATCH_SIZE);
  const network = { layerSizes: [PIXEL_COUNT, 16, 12, 10], activation: 'relu' } as const;
  const jax = await jaxContestant({ layerSizes: network.layerSizes, pool }, 'wasm');
  const plain = new PlainNetwork(
    { network, optimizer: 'adam', maxBatchSize: BATCH_SIZE, seed: 1 },
    initialState(network, 'adam', 1),
  );
  const hyper = { learningRate: LEARNING_RATE, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
  let losses = [0, 0];
  for (let step = 0; step < 12; step++) losses = [(await jax.run(1)).loss, plain.step(pool, hyper)];
  expect(losses[0]! / losses[1]!).toBeCloseTo(1, 3);
  expect(losses[1]).toBeLessThan(2.2);
});

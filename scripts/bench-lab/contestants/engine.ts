/** An engine of this repository, stepped as the training loop does, batches assembled by the page's own BatchSource. */
import { initialState } from '../../../src/core/initial-weights';
import { BatchSource } from '../../../src/dataset/batches';
import type { Engine } from '../../../src/engine/engine';
import { BATCH_SIZE, type Contestant, LEARNING_RATE, type Task } from './contestant';

export async function engineContestant(engine: Engine, { layerSizes, pool }: Task): Promise<Contestant> {
  const network = { layerSizes, activation: 'relu' } as const;
  const hyper = { learningRate: LEARNING_RATE, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
  const digits = {
    train: pool,
    trainShardCount: 1,
    shardSize: pool.count,
    isTrainShardHere: () => true,
    whenTrainShard: () => Promise.resolve(),
  };
  const source = new BatchSource(digits, { seed: 1, batchSize: BATCH_SIZE, augmentStrength: 0 });
  await engine.init(
    { network, optimizer: 'adam', maxBatchSize: BATCH_SIZE, seed: 1 },
    initialState(network, 'adam', 1),
  );
  return {
    async run(steps) {
      for (let i = 0; i < steps; i++) engine.step(source.fill(engine.stepCount), hyper);
      const { loss } = await engine.readMetrics();
      return { steps, loss };
    },
  };
}

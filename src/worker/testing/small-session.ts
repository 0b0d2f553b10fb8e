/** For tests: all that a worker is made of, with a hundred digits to learn from and networks of a few units. */
import { MNIST } from '../../core/dataset';
import { type Experiment } from '../../core/experiment';
import { ok } from '../../core/fault';
import { PRESETS } from '../../core/presets';
import type { DigitSource } from '../../dataset/digit-source';
import type { Engine } from '../../engine/engine';
import { barBatch } from '../../engine/testing/batches';
import { memoryRunBackend } from '../../library/memory-run-backend';
import type { RunBackend } from '../../library/run-backend';
import { RateBook, rateSchema } from '../../library/rates';
import { createRunRepository } from '../../library/run-repository';
import { createRepository, type StorageBackend } from '../../library/storage';
import { createDatasetRepository, type DatasetRepository } from '../../library/dataset-repository';
import { memoryDatasetBackend } from '../../library/testing/memory-dataset-backend';
import { memoryBackend } from '../../library/testing/memory-backend';
import type { TrainerEvent } from '../../protocol/events';
import type { EngineSources } from '../engine-room';
import { Session } from '../session';
import { Trainer } from '../trainer';

/** Ten steps an epoch, one epoch. */
export const smallExperiment: Experiment = {
  ...PRESETS.quick.experiment,
  engine: 'simd',
  hidden: [4],
  batchSize: 10,
  epochs: 1,
};

const here = () => Promise.resolve();
const digits = {
  dataset: MNIST,
  train: barBatch(1, 100),
  validation: barBatch(2, 20),
  test: barBatch(3, 30),
  trainShardCount: 2,
  shardSize: 50,
  isTrainShardHere: () => true,
  whenTrainShard: here,
  isValidationHere: true,
  whenValidation: here,
  whenTest: here,
  prioritise: () => {},
  load: () => Promise.resolve(ok(undefined)),
} as unknown as DigitSource;

class SmallSession extends Session {
  /** In the place of MNIST's. */
  override get digits(): DigitSource {
    const now = super.digits;
    return now.dataset === MNIST ? digits : now;
  }
}

interface Parts {
  readonly runs?: RunBackend;
  readonly rates?: StorageBackend;
  readonly datasets?: DatasetRepository;
  /** Whatever engine is asked for. */
  readonly engine: () => Engine;
}

/** The worker's session and trainer, and what they tell. */
export function smallSession({
  runs = memoryRunBackend(),
  rates = memoryBackend(),
  datasets = createDatasetRepository(memoryDatasetBackend()),
  engine,
}: Parts) {
  const repository = createRunRepository(runs);
  let loseGraphics: Parameters<NonNullable<EngineSources['open']>>[1] = () => {};
  const sources: EngineSources = {
    open: (_name, onContextLost) => {
      loseGraphics = onContextLost;
      return Promise.resolve(ok(engine()));
    },
    detect: () => ({ kind: 'none', renderer: '' }) as const,
    rates: (device) => new RateBook(createRepository(rateSchema, rates), device),
  };
  const session = new SmallSession(repository, sources, datasets);
  const events: TrainerEvent[] = [];
  session.open({ dataUrl: 'https://example.org/', networksUrl: '', data: MNIST.id, seed: 1 }, (event) =>
    events.push(event),
  );
  session.setStatus('ready');
  const statuses = () => events.flatMap((event) => (event.type === 'status' ? [event.status] : []));
  return {
    session,
    trainer: new Trainer(session),
    repository,
    events,
    statuses,
    /** As the browser tells it, of the graphics of WebGL. */
    loseWebgl: () => loseGraphics('webgl'),
  };
}

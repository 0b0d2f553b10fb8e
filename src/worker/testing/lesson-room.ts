/** For tests: a worker whose run has finished, as far as lessons are concerned. */
import type { Experiment } from '../../core/experiment';
import { ok } from '../../core/fault';
import { argmax } from '../../core/metrics';
import type { TrainState } from '../../core/network';
import type { DigitSource } from '../../dataset/digit-source';
import { DigitStore } from '../../dataset/digit-store';
import type { Engine } from '../../engine/engine';
import { memoryRunBackend } from '../../library/memory-run-backend';
import { createRunRepository } from '../../library/run-repository';
import type { TrainerEvent } from '../../protocol/events';
import { EngineRoom } from '../engine-room';
import { FineTuner } from '../fine-tuner';
import { RunKeeper } from '../run-keeper';
import type { Session } from '../session';
import { type OddHand, picturesBy } from './odd-hands';

/** The page's digits. read: a file of their bundle. */
export async function loadDigits(read: (name: string) => Uint8Array<ArrayBuffer>): Promise<DigitStore> {
  const digits = new DigitStore({
    baseUrl: 'https://example.org/',
    onProgress: () => {},
    fetch: (input) => Promise.resolve(new Response(read(new Request(input).url.split('/').at(-1)!))),
  });
  const loaded = await digits.load();
  if (!loaded.ok) throw new Error(loaded.fault.detail);
  return digits;
}

export const identify = (step: number) => ({ runId: 'a', step, cause: 'training' }) as const;

interface Parts {
  readonly digits: DigitSource;
  /** How an engine comes about: the first is in use, the next is for a lesson. */
  readonly open: () => Engine;
  readonly experiment: Experiment;
  readonly state: TrainState;
}

export async function lessonRoom({ digits, open, experiment, state }: Parts) {
  const fractions: number[] = [];
  const emit = (event: TrainerEvent): void => {
    if (event.type === 'fine-tuning') fractions.push(event.fraction);
  };
  const engines = new EngineRoom({ emit, onContextLost: () => {}, open: () => Promise.resolve(ok(open())) });
  const repository = createRunRepository(memoryRunBackend());
  const keeper = new RunKeeper({ repository, emit });
  await keeper.begin({
    experiment,
    origin: 'trained',
    parentId: null,
    seriesId: null,
    engine: 'simd',
    status: 'finished',
    cause: 'training',
    step: state.step,
    totalSteps: state.step,
    stepsPerEpoch: 1,
  });
  keeper.copied(state, false);
  const causes: string[] = [];
  const temperatures: number[] = [];
  const session = {
    status: 'finished',
    networkNumber: 1,
    keeper,
    evaluations: { record: () => {} },
    identify,
    calibrated: (temperature: number) => temperatures.push(temperature),
    networkReplaced(cause: string): void {
      causes.push(cause);
      this.networkNumber++;
    },
    get trainedEngine() {
      return engines.engine;
    },
    shardOrder: Uint32Array.from({ length: digits.trainShardCount }, (_, shard) => shard),
    engines,
    digits,
    /** How often it was asked to fetch them. */
    loads: 0,
    loadDigits(): Promise<void> {
      this.loads++;
      return Promise.resolve();
    },
    emit,
  };
  const chosen = await engines.choose(experiment, state, { allowStandIn: false });
  if (!chosen.ok) throw new Error(chosen.fault.message);
  const rightOf = async (hand: OddHand, first: number, count: number): Promise<number> => {
    const pictures = picturesBy(hand, first, count);
    const readings = argmax(await engines.engine!.predict(pictures.pixels, count));
    return readings.filter((reading) => reading === hand.label).length;
  };
  return {
    fineTuner: new FineTuner(session as unknown as Session),
    session,
    engines,
    rightOf,
    fractions,
    repository,
    causes,
    temperatures,
  };
}

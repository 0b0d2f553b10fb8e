/**
 * Lessons with the engine that most visitors have and the digits that the page has: an odd hand is misread before and read
 * after, new drawings of it included, and the test digits and other people's hands are read as well as before.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../core/experiment';
import { ok } from '../core/fault';
import { initialState } from '../core/initial-weights';
import { argmax } from '../core/metrics';
import { layerSizesOf, OPTIMIZER_SLOTS, PIXEL_COUNT, type TrainState, zeroWeights } from '../core/network';
import { decodeNetwork, parseNetworkRecord } from '../core/network-file';
import { normaliseStrokes } from '../core/normalise';
import { PRESETS } from '../core/presets';
import { drawSyntheticDigit, type SyntheticDigit } from '../core/synthetic-digits';
import { DigitStore } from '../dataset/digit-store';
import type { Engine } from '../engine/engine';
import { SimdEngine } from '../engine/simd/simd-engine';
import type { TrainerEvent } from '../protocol/events';
import { MAX_LOSS_FRACTION, type OwnDigits } from '../protocol/fine-tuning';
import { engineConfig, networkOf } from './engine-config';
import { EngineRoom } from './engine-room';
import type { Session } from './session';
import { FineTuner } from './fine-tuner';
import { ODD_HANDS, type OddHand, picturesBy } from './testing/odd-hands';
import { memoryRunBackend } from '../library/memory-run-backend';
import { createRunRepository } from '../library/run-repository';
import { RunKeeper } from './run-keeper';
import { TrainingRun } from './training-run';

const KERNELS = new URL('../engine/simd/generated/baseline.wasm', import.meta.url);
const DIGITS = new URL('../../public/mnist/', import.meta.url);

const NETWORKS = new URL('../../public/networks/', import.meta.url);
const PEN_STROKES = resolve(import.meta.dirname, '../../../shared/pen-strokes/pendigits-dev.json');

const experiment: Experiment = { ...PRESETS.quick.experiment, engine: 'simd', epochs: 3 };
const module = new WebAssembly.Module(readFileSync(KERNELS));
let digits: DigitStore;
let trained: TrainState;

beforeAll(async () => {
  digits = new DigitStore({
    baseUrl: 'https://example.org/',
    onProgress: () => {},
    fetch: (input) => {
      const name = new Request(input).url.split('/').at(-1)!;
      return Promise.resolve(new Response(readFileSync(new URL(name, DIGITS))));
    },
  });
  expect((await digits.load()).ok).toBe(true);
  const engine = new SimdEngine(module);
  const start = initialState(networkOf(experiment), experiment.optimizer, experiment.seed);
  await engine.init(engineConfig(experiment), start);
  const run = { engine, digits, experiment, initialState: start, trainSeconds: 0, emit: () => {}, identify };
  expect(await new TrainingRun(run).train()).toBe('finished');
  trained = await engine.exportState();
}, 60_000);

const identify = (step: number) => ({ runId: 'a', step, cause: 'training' }) as const;

interface SetUp {
  /** How a second engine comes about. */
  readonly open?: () => Engine;
  /** Left out: the one trained above. */
  readonly network?: { readonly experiment: Experiment; readonly state: TrainState };
}

/** A worker whose run has finished, as far as lessons are concerned. */
async function setUp({
  open = () => new SimdEngine(module),
  network = { experiment, state: trained },
}: SetUp = {}) {
  const fractions: number[] = [];
  const emit = (event: TrainerEvent): void => {
    if (event.type === 'fine-tuning') fractions.push(event.fraction);
  };
  const engines = new EngineRoom({ emit, onContextLost: () => {}, open: () => Promise.resolve(ok(open())) });
  const repository = createRunRepository(memoryRunBackend());
  const keeper = new RunKeeper({ repository, emit });
  await keeper.begin({
    experiment: network.experiment,
    origin: 'trained',
    parentId: null,
    seriesId: null,
    engine: 'simd',
    status: 'finished',
    cause: 'training',
    step: network.state.step,
    totalSteps: network.state.step,
    stepsPerEpoch: 1,
  });
  keeper.copied(network.state, false);
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
    emit,
  };
  const { state } = network;
  expect((await engines.choose(network.experiment, state, { allowStandIn: false })).ok).toBe(true);
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

describe('FineTuner', () => {
  it.each([
    ['a crossed 7', ODD_HANDS.crossedSeven],
    ['a flagged 1', ODD_HANDS.flaggedOne],
    ['a mirrored 3', ODD_HANDS.mirroredThree],
  ])('learns %s from ten drawings, and forgets nothing; undo brings every weight back', async (_, hand) => {
    const { fineTuner, engines, rightOf, fractions, session, repository, causes, temperatures } =
      await setUp();
    const parent = session.keeper.record!;
    expect(await rightOf(hand, 100, 100)).toBeLessThan(80);
    const { weights } = await engines.engine!.exportState();

    const result = await fineTuner.teach(picturesBy(hand, 0, 10));
    if (!result?.ok) throw new Error('no lesson');
    const { before, after, ownCount, isKept } = result.value;
    expect(ownCount).toBe(10);
    expect(before.ownRight).toBeLessThan(10);
    expect(after.ownRight).toBe(10);
    expect(await rightOf(hand, 100, 100)).toBeGreaterThanOrEqual(97);
    expect(after.test.exampleCount).toBe(10_000);
    expect(after.test.accuracyFraction).toBeGreaterThanOrEqual(before.test.accuracyFraction - 0.002);
    expect(isKept).toBe(true);
    // What was taught is a run of its own, calibrated anew; the one that it came from is kept as it was.
    const taught = session.keeper.record!;
    expect(taught).toMatchObject({ parentId: parent.id, origin: 'fine-tuned', step: trained.step });
    expect(temperatures).toHaveLength(1);
    const [kept, keptParent] = await Promise.all(
      [taught.id, parent.id].map((id) => repository.readWeights(`${id}/last`)),
    );
    expect(kept).toMatchObject({
      ok: true,
      value: { state: { weights: (await engines.engine!.exportState()).weights } },
    });
    expect(keptParent).toMatchObject({ ok: true, value: { state: { weights } } });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 6);

    expect((await fineTuner.undo())?.ok).toBe(true);
    expect((await engines.engine!.exportState()).weights).toEqual(weights);
    expect(session.keeper.record?.id).toBe(parent.id);
    expect(causes).toEqual(['fine-tuning', 'undo']);
    expect(temperatures).toHaveLength(2);
    expect(await fineTuner.undo()).toBeUndefined();
  });

  it('leaves the network alone when the lesson would cost too much', async () => {
    let opened = 0;
    const open = (): Engine => {
      const engine = new SimdEngine(module);
      if (++opened > 1) {
        const step = engine.step.bind(engine);
        engine.step = (batch, hyper) => step(batch, { ...hyper, learningRate: 20 * hyper.learningRate });
      }
      return engine;
    };
    const { fineTuner, engines } = await setUp({ open });
    const before = engines.engine;
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    if (!result?.ok) throw new Error('no lesson');
    const { before: old, after, isKept } = result.value;
    expect(after.test.accuracyFraction).toBeLessThan(old.test.accuracyFraction - MAX_LOSS_FRACTION);
    expect(isKept).toBe(false);
    expect(engines.engine).toBe(before);
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('a fault on the way leaves the network alone', async () => {
    let opened = 0;
    const open = (): Engine => {
      const engine = new SimdEngine(module);
      if (++opened > 1) {
        engine.step = () => {
          throw new Error('out of memory');
        };
      }
      return engine;
    };
    const { fineTuner, engines } = await setUp({ open });
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    expect(result).toMatchObject({ ok: false, fault: { code: 'teaching-failed', detail: 'out of memory' } });
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('gives way to a run that begins meanwhile, and is not begun during one', async () => {
    const { fineTuner, engines, session } = await setUp();
    const lesson = fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    await engines.choose(experiment, trained, { allowStandIn: false });
    expect(await lesson).toBeUndefined();
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
    session.status = 'paused';
    expect(await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10))).toBeUndefined();
  });
});

/** The network that the page begins with: the standard recipe's. */
function standardNetwork() {
  const record = parseNetworkRecord(readFileSync(new URL('reference.json', NETWORKS), 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(new URL('reference.bin', NETWORKS)));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const standard: Experiment = { ...PRESETS.standard.experiment, engine: 'simd' };
  const slots = OPTIMIZER_SLOTS[standard.optimizer].map(() => zeroWeights(layerSizesOf(standard.hidden)));
  return { experiment: standard, state: { step: 1, weights: weights.value, slots } };
}

function together(drawings: readonly SyntheticDigit[]): OwnDigits {
  const pixels = new Uint8Array(drawings.length * PIXEL_COUNT);
  for (const [i, drawing] of drawings.entries()) pixels.set(drawing.pixels, i * PIXEL_COUNT);
  return { pixels, labels: Uint8Array.from(drawings, ({ label }) => label) };
}

/** Of each digit, the share of the drawings of it that are read right. */
async function rightByDigit(engine: Engine, drawings: readonly SyntheticDigit[]): Promise<number[]> {
  const { pixels, labels } = together(drawings);
  const readings = argmax(await engine.predict(pixels, labels.length));
  return Array.from({ length: 10 }, (_, digit) => {
    const ofDigit = readings.filter((_, i) => labels[i] === digit);
    return ofDigit.filter((reading) => reading === digit).length / ofDigit.length;
  });
}

describe('a lesson in one hand', () => {
  it('costs no other hand anything', async () => {
    const { fineTuner, engines, rightOf } = await setUp({ network: standardNetwork() });
    // Keys that no lesson draws by.
    const others = Array.from({ length: 2000 }, (_, key) => drawSyntheticDigit(key));
    const before = await rightByDigit(engines.engine!, others);
    expect(await rightOf(ODD_HANDS.crossedSeven, 100, 100)).toBeLessThan(50);
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.crossedSeven, 0, 10));
    expect(result?.ok && result.value.isKept).toBe(true);
    expect(await rightOf(ODD_HANDS.crossedSeven, 100, 100)).toBeGreaterThanOrEqual(97);
    const after = await rightByDigit(engines.engine!, others);
    for (const [digit, right] of after.entries()) expect(right).toBeGreaterThan(before[digit]! - 0.015);
  });
});

const reason = existsSync(PEN_STROKES) ? '' : ' (skipped: the pen-stroke digits are not on this device)';

describe.skipIf(reason !== '')(`with the pens of 30 people${reason}`, () => {
  interface PenDigit {
    readonly label: number;
    readonly writer: string;
    readonly strokes: readonly (readonly (readonly [number, number])[])[];
  }
  const drawings = () =>
    (JSON.parse(readFileSync(PEN_STROKES, 'utf8')) as PenDigit[]).map(({ label, writer, strokes }) => {
      const onPad = strokes.map((points) => points.map(([x, y]) => ({ x: x / 500, y: y / 500 })));
      return { label, writer, pixels: normaliseStrokes(onPad)! };
    });

  it('learns the crossed 7s of two, at no cost to the others', async () => {
    const { fineTuner, engines } = await setUp({ network: standardNetwork() });
    const all = drawings();
    const isTaught = ({ writer }: { writer: string }): boolean => ['tra-01', 'tra-15'].includes(writer);
    const own = all.filter((drawing) => isTaught(drawing) && drawing.label === 7);
    const others = all.filter((drawing) => !isTaught(drawing));
    const before = await rightByDigit(engines.engine!, others);
    const result = await fineTuner.teach(together(own));
    if (!result?.ok) throw new Error('no lesson');
    expect(result.value.ownCount).toBe(10);
    expect(result.value.before.ownRight).toBeLessThan(9);
    expect(result.value.after.ownRight).toBe(10);
    expect(result.value.isKept).toBe(true);
    const after = await rightByDigit(engines.engine!, others);
    // Of each digit there are 140.
    for (const [label, right] of after.entries()) expect(right).toBeGreaterThan(before[label]! - 2.5 / 140);
  });
});

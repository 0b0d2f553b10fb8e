import { expect, it, onTestFinished } from 'vitest';
import type { Activation } from '../../core/experiment';
import { type LayerWeights, zeroWeights } from '../../core/network';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { barBatch } from '../../engine/testing/batches';
import type { InsightReport, InsightTopic, LayersReport, MapReport } from '../../protocol/insight';
import type { Session } from '../session';
import { Insight } from './insight';
import type { OpenReader } from './snapshot';

const LAYER_SIZES = [784, 4, 3, 10];
const validation = barBatch(1, 60);
const train = barBatch(2, 40);

/** A session whose network is the given weights, and what Insight reports of it. */
function lookInto(
  weights: readonly LayerWeights[],
  activation: Activation = 'relu',
  openReader: OpenReader = () => Promise.resolve(undefined),
  loadGeometry?: ConstructorParameters<typeof Insight>[2],
) {
  const engine = new FakeEngine('simd');
  engine.state = { step: 0, weights, slots: [] };
  engine.stepCount = 7;
  const reports: InsightReport[] = [];
  const session = {
    status: 'finished',
    networkNumber: 1,
    trainedEngine: engine as FakeEngine | undefined,
    engines: { network: { layerSizes: LAYER_SIZES, activation } },
    digits: {
      validation,
      train,
      shardSize: 40,
      isTrainShardHere: () => true,
      whenValidation: () => Promise.resolve(),
    },
    ask: (question: (engine: FakeEngine) => Promise<unknown>) => question(engine),
    emit: (event: { report: InsightReport }) => reports.push(event.report),
  };
  const insight = new Insight(session as unknown as Session, openReader, loadGeometry);
  onTestFinished(() => insight.watch([]));
  const reportsOn = (topic: InsightTopic) => reports.filter((report) => report.topic === topic);
  const nextReport = async (topic: InsightTopic, before = 0) => {
    await expect.poll(() => reportsOn(topic).length).toBeGreaterThan(before);
    return reportsOn(topic).at(-1)!;
  };
  return { insight, engine, session, reportsOn, nextReport };
}

/** Every layer sees something of the one below. */
function someWeights(): LayerWeights[] {
  const weights = zeroWeights(LAYER_SIZES);
  for (const { kernel, bias } of weights) {
    kernel.forEach((_, i) => (kernel[i] = 0.2 * Math.sin(i * 12.9898)));
    bias.fill(0.1);
  }
  return weights;
}

it('saliency points at the planted pixel, for its class and no other', async () => {
  const planted = 300;
  const weights = zeroWeights(LAYER_SIZES);
  // Pixel 300 alone, through unit 2 and unit 1, speaks for class 8.
  weights[0]!.kernel[planted * 4 + 2] = 1;
  weights[1]!.kernel[2 * 3 + 1] = 2;
  weights[2]!.kernel[1 * 10 + 8] = 3;
  const { insight, nextReport } = lookInto(weights);
  await insight.watch(['drawing']);
  await nextReport('drawing');
  const drawing = new Uint8Array(784).fill(51);

  const explained = (await insight.explain(drawing))!;
  expect(explained.step).toBe(7);
  expect([...explained.hidden[0]!]).toEqual([0, 0, expect.closeTo(0.2, 6), 0]);
  expect([...explained.hidden[1]!]).toEqual([0, expect.closeTo(0.4, 6), 0]);
  expect(explained.logits[8]).toBeCloseTo(1.2, 5);
  const speaking = [...explained.contributions.entries()].filter(([, value]) => value !== 0);
  expect(speaking).toEqual([[8 * 784 + planted, expect.closeTo(1.2, 5)]]);

  const { drops } = (await insight.occlude(drawing, 8))!;
  const covering = [...drops.keys()].filter((place) => drops[place]! > 1e-6);
  expect(covering).toHaveLength(25);
  expect(covering).toContain(planted);
});

it('counts the dead units of a layer made to have them', async () => {
  const weights = someWeights();
  // Whatever the digit, these two never get above zero.
  for (const unit of [1, 3]) weights[0]!.bias[unit] = -1000;
  const { insight, nextReport } = lookInto(weights);
  await insight.watch(['layers']);
  const { layers } = (await nextReport('layers')) as LayersReport;
  expect(layers.map(({ units }) => units)).toEqual([4, 3, 10]);
  expect([...layers[0]!.dead!]).toEqual([1, 3]);
  expect(layers[2]!.dead).toBeUndefined();
  expect(layers[0]!.weights).toMatchObject({ count: 784 * 4, zeroCount: 1 });
  expect(layers[0]!.activations.count).toBe(60 * 4);
  // No gradient reaches the weights of a dead unit.
  expect(layers[0]!.gradients.zeroCount).toBeGreaterThanOrEqual(784 * 2);
  expect(layers[2]!.gradients.zeroCount).toBe(0);
});

it('the map stays as it was while the network stays, and a drawing of a digit lies on it', async () => {
  const { insight, engine, nextReport } = lookInto(someWeights(), 'tanh');
  await insight.watch(['map']);
  const first = (await nextReport('map')) as MapReport;
  expect(first.coordinates).toHaveLength(2 * 60);
  expect(first.units).toBe(3);
  expect(first.explained[0]).toBeGreaterThan(first.explained[1]);
  expect(first.explained[0] + first.explained[1]).toBeLessThanOrEqual(1 + 1e-9);

  engine.stepCount = 8;
  const second = (await nextReport('map', 1)) as MapReport;
  expect(second.step).toBe(8);
  expect([...second.coordinates]).toEqual([...first.coordinates].map((value) => expect.closeTo(value, 4)));

  const place = (await insight.place(validation.pixels.subarray(5 * 784, 6 * 784)))!;
  expect(place.x).toBeCloseTo(second.coordinates[10]!, 4);
  expect(place.y).toBeCloseTo(second.coordinates[11]!, 4);
});

it('goes on when code that it needs does not arrive once, and gets it the next time', async () => {
  let readersAsked = 0;
  let mapsAsked = 0;
  const { insight, engine, nextReport, reportsOn } = lookInto(
    someWeights(),
    'tanh',
    () => (++readersAsked === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(undefined)),
    () =>
      ++mapsAsked === 1 ? Promise.reject(new Error('offline')) : import('../../core/insight/principal-plane'),
  );
  await insight.watch(['map', 'layers']);
  await nextReport('layers');
  expect(reportsOn('map')).toEqual([]);
  engine.stepCount = 8;
  expect((await nextReport('map')).step).toBe(8);
  expect([readersAsked, mapsAsked]).toEqual([2, 2]);
});

it('finds a training digit as its own nearest neighbour', async () => {
  const { insight, nextReport } = lookInto(someWeights(), 'tanh');
  await insight.watch(['map']);
  await nextReport('drawing');
  const drawn = train.pixels.slice(9 * 784, 10 * 784);
  const { neighbours } = (await insight.place(drawn))!;
  expect(neighbours).toHaveLength(5);
  expect(neighbours[0]).toEqual({ index: 9, label: train.labels[9], pixels: drawn, distance: 0 });
  expect(neighbours[1]!.distance).toBeGreaterThan(0);
});

it('reports on what is watched and nothing else, and again when the network has changed', async () => {
  const { insight, engine, session, nextReport, reportsOn } = lookInto(someWeights());
  await insight.watch(['first-layer']);
  await nextReport('first-layer');
  engine.stepCount = 9;
  expect((await nextReport('first-layer', 1)).step).toBe(9);
  expect(reportsOn('layers')).toEqual([]);

  // Nothing to look into: no report, no answer.
  session.trainedEngine = undefined;
  session.ask = () => Promise.resolve(undefined);
  await expect.poll(() => insight.explain(new Uint8Array(784))).toBeUndefined();
  expect(reportsOn('first-layer')).toHaveLength(2);
});

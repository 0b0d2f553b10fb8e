import { expect, it, onTestFinished } from 'vitest';
import type { Activation } from '../../core/experiment';
import { type LayerWeights, zeroWeights } from '../../core/network';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { barBatch } from '../../engine/testing/batches';
import type {
  FirstLayerReport,
  InsightReport,
  InsightTopic,
  LayersReport,
  MapReport,
} from '../../protocol/insight';
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
  layerSizes: readonly number[] = LAYER_SIZES,
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
    temperature: 1.5,
    trainedEngine: engine as FakeEngine | undefined,
    engines: { network: { layerSizes, activation } },
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
function someWeights(layerSizes = LAYER_SIZES): LayerWeights[] {
  const weights = zeroWeights(layerSizes);
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

it('reckons a unit and softmax, at the temperature of the network as it is now', async () => {
  const weights = zeroWeights(LAYER_SIZES);
  weights[0]!.kernel[300 * 4 + 2] = 10;
  weights[0]!.bias[2] = -1;
  weights[2]!.bias[8] = 1.5 * Math.log(3);
  const { insight, session, nextReport } = lookInto(weights);
  const drawing = new Uint8Array(784).fill(51);
  expect(await insight.arithmetic(drawing, undefined)).toBeUndefined();
  await insight.watch(['first-layer']);
  await nextReport('first-layer');
  const { step, unit, softmax } = (await insight.arithmetic(drawing, { layer: 'first', unit: 2 }))!;
  expect(step).toBe(7);
  expect(unit!.sum).toBeCloseTo(1, 5);
  expect(softmax.probabilities[8]).toBeCloseTo(3 / 12, 6);
  session.temperature = 3;
  const later = (await insight.arithmetic(drawing, undefined))!;
  expect(later.softmax.probabilities[8]).toBeCloseTo(Math.sqrt(3) / (9 + Math.sqrt(3)), 6);
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
    LAYER_SIZES,
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

it('has no hidden layer to speak of: the ten units are the output, and there is no map', async () => {
  const sizes = [784, 10];
  const weights = someWeights(sizes);
  const { insight, engine, nextReport } = lookInto(weights, 'relu', sizes);
  await insight.watch(['first-layer', 'layers', 'drawing', 'map']);
  const first = (await nextReport('first-layer')) as FirstLayerReport;
  expect(first).toMatchObject({ isOutput: true, kernel: weights[0]!.kernel });
  expect(first.norms).toHaveLength(10);
  const { layers } = (await nextReport('layers')) as LayersReport;
  expect(layers.map(({ units, dead }) => [units, dead])).toEqual([[10, undefined]]);
  expect(layers[0]!.activations.count).toBe(600);
  const map = (await nextReport('map')) as MapReport;
  expect(map).toMatchObject({ units: 0, step: 7, explained: [0, 0] });
  expect([map.coordinates.length, map.readings.length]).toEqual([0, 0]);

  const drawing = validation.pixels.subarray(0, 784);
  const explained = (await insight.explain(drawing))!;
  expect(explained.hidden).toEqual([]);
  expect(explained.logits).toHaveLength(10);
  expect((await insight.occlude(drawing, 3))!.drops).toHaveLength(784);
  expect(await insight.place(drawing)).toBeUndefined();

  // And goes on being looked into while it learns.
  engine.stepCount = 8;
  expect((await nextReport('map', 1)).step).toBe(8);
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

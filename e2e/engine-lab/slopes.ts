/** Gradients checked by finite differences, independent of any other engine. */
import type { Activation } from '../../src/core/experiment';
import type { LayerWeights, TrainState } from '../../src/core/network';
import { randomUniform } from '../../src/core/random';
import type { Engine } from '../../src/engine/engine';
import { type Case, configOf, hyperOf, startOf } from './compare';
import { batchAt } from './digits';

const STEP = 0.01;

/** a + factor * b, number by number. */
function combine(a: readonly LayerWeights[], b: readonly LayerWeights[], factor: number): LayerWeights[] {
  const add = (x: Float32Array, y: Float32Array) => x.map((value, i) => value + factor * y[i]!);
  return a.map(({ kernel, bias }, l) => ({
    kernel: add(kernel, b[l]!.kernel),
    bias: add(bias, b[l]!.bias),
  }));
}

const product = (x: Float32Array, y: Float32Array): number =>
  x.reduce((sum, value, i) => sum + value * y[i]!, 0);

const dot = (a: readonly LayerWeights[], b: readonly LayerWeights[]): number =>
  a.reduce((sum, { kernel, bias }, l) => sum + product(kernel, b[l]!.kernel) + product(bias, b[l]!.bias), 0);

/**
 * Along one direction (the gradient with every number stretched by its own random factor, brought to length 1): the
 * slope of the loss by central difference, and the one that the engine's gradient promises. The gradient is what one
 * step of plain SGD with a learning rate of 1 takes off the weights.
 */
export async function slopes(
  engine: Engine,
  activation: Activation,
): Promise<{ slope: number; expected: number }> {
  const test: Case = { hidden: [10, 6], activation, optimizer: 'sgd', hyper: { labelSmoothing: 0.1 } };
  const batch = batchAt(0, 16);
  const start = startOf(test);
  const stepFrom = async (weights: readonly LayerWeights[], learningRate: number) => {
    const state: TrainState = { step: 0, weights, slots: [] };
    await engine.init(configOf(test), state);
    engine.step(batch, { ...hyperOf(test), learningRate });
    const [{ loss }, after] = await Promise.all([engine.readMetrics(), engine.exportState()]);
    return { loss, weights: after.weights };
  };

  const gradient = combine(start.weights, (await stepFrom(start.weights, 1)).weights, -1);
  const stretched = gradient.map(({ kernel, bias }, l) => ({
    kernel: kernel.map((g, i) => g * randomUniform(l, i)),
    bias: bias.map((g, i) => g * randomUniform(l + 10, i)),
  }));
  const direction = combine(
    stretched.map(({ kernel, bias }) => ({ kernel: kernel.map(() => 0), bias: bias.map(() => 0) })),
    stretched,
    1 / Math.sqrt(dot(stretched, stretched)),
  );
  const ahead = await stepFrom(combine(start.weights, direction, STEP), 0);
  const behind = await stepFrom(combine(start.weights, direction, -STEP), 0);
  engine.dispose();
  return { slope: (ahead.loss - behind.loss) / (2 * STEP), expected: dot(gradient, direction) };
}

/**
 * jax-js, on any of its fast devices: loss, gradient and Adam in one jitted step. Its optimisers live in a package of their own,
 * so Adam is written out here, inside the jitted function, where the compiler can fuse it.
 *
 * Arrays are counted: passing one to a function gives it away, and `.ref` keeps a share.
 */
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { initialWeights } from '../../../src/core/initial-weights';
import { CLASS_COUNT, PIXEL_COUNT } from '../../../src/core/network';
import { ADAM_BETA1, ADAM_BETA2, EPSILON } from '../../../src/core/training/constants';
import { BATCH_SIZE, type Contestant, LEARNING_RATE, type Task } from './contestant';
import type { DigitPool } from '../digit-pool';

/** Kernel and bias of each layer, in turn. */
type Parameters = np.Array[];

function meanLoss(parameters: Parameters, x: np.Array, y: np.Array): np.Array {
  let values = x;
  for (let i = 0; i < parameters.length; i += 2) {
    const z = np.dot(values, parameters[i]!).add(parameters[i + 1]!);
    values = i + 2 < parameters.length ? nn.relu(z) : nn.logSoftmax(z);
  }
  return values
    .mul(y)
    .sum()
    .mul(-1 / BATCH_SIZE);
}

/** rate: the learning rate times Adam's corrections for its start, which the caller works out: one number per step. */
function trainStep(
  parameters: Parameters,
  first: Parameters,
  second: Parameters,
  rate: np.Array,
  x: np.Array,
  y: np.Array,
): [np.Array, Parameters, Parameters, Parameters] {
  const [loss, gradients] = valueAndGrad(meanLoss)(tree.ref(parameters), x, y) as [np.Array, Parameters];
  const next = gradients.map((gradient, i) => {
    const m = first[i]!.mul(ADAM_BETA1).add(gradient.ref.mul(1 - ADAM_BETA1));
    const v = second[i]!.mul(ADAM_BETA2).add(np.square(gradient).mul(1 - ADAM_BETA2));
    const change = m.ref.mul(rate.ref).div(np.sqrt(v.ref).add(EPSILON));
    return { m, v, p: parameters[i]!.sub(change) };
  });
  rate.dispose();
  return [loss, next.map(({ p }) => p), next.map(({ m }) => m), next.map(({ v }) => v)];
}

/** Batches for jax-js: pixels already divided by 255, copied row by row. */
function batchMaker({ pixels, labels, count }: DigitPool): (step: number) => [np.Array, np.Array] {
  const floats = Float32Array.from(pixels, (byte) => byte / 255);
  return (step) => {
    const x = new Float32Array(BATCH_SIZE * PIXEL_COUNT);
    const y = new Float32Array(BATCH_SIZE * CLASS_COUNT);
    for (let row = 0; row < BATCH_SIZE; row++) {
      const digit = (step * BATCH_SIZE + row * 7) % count;
      x.set(floats.subarray(digit * PIXEL_COUNT, (digit + 1) * PIXEL_COUNT), row * PIXEL_COUNT);
      y[row * CLASS_COUNT + labels[digit]!] = 1;
    }
    return [np.array(x).reshape([BATCH_SIZE, PIXEL_COUNT]), np.array(y).reshape([BATCH_SIZE, CLASS_COUNT])];
  };
}

export type JaxDevice = 'wasm' | 'webgl' | 'webgpu';

/** Rejects when jax-js cannot start the device here. */
export async function jaxContestant({ layerSizes, pool }: Task, device: JaxDevice): Promise<Contestant> {
  if (!(await init(device)).includes(device)) throw new Error(`jax-js could not start ${device} here.`);
  defaultDevice(device);
  let parameters = initialWeights({ layerSizes, activation: 'relu' }, 1).flatMap(({ kernel, bias }) => [
    np.array(kernel as Float32Array<ArrayBuffer>).reshape([kernel.length / bias.length, bias.length]),
    np.array(bias as Float32Array<ArrayBuffer>),
  ]);
  let first = parameters.map(({ shape }) => np.zeros(shape));
  let second = parameters.map(({ shape }) => np.zeros(shape));
  const jitted = jit(trainStep);
  const makeBatch = batchMaker(pool);
  let step = 0;
  return {
    async run(steps) {
      let loss = Number.NaN;
      for (let i = 0; i < steps; i++) {
        const [x, y] = makeBatch(step++);
        const rate = (LEARNING_RATE * Math.sqrt(1 - ADAM_BETA2 ** step)) / (1 - ADAM_BETA1 ** step);
        const after = jitted(parameters, first, second, np.array([rate]), x, y);
        [, parameters, first, second] = after;
        if (i < steps - 1) after[0].dispose();
        else loss = Number(await after[0].jsAsync());
      }
      return { steps, loss };
    },
  };
}

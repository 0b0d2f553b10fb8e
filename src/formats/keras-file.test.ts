/**
 * Files that Keras 3.15 itself has saved, and what Keras says to three patterns: see testing/keras-answers.json. The models were
 * made for this: a Rescaling, Dropout, Activation and LeakyReLU layer among dense ones, a functional model that gives logits.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rescaled } from '../core/input-scaling';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { forwardPass, softmaxRows } from '../engine/plain/forward-pass';
import { kerasLayers, kerasParts } from './keras-layers';
import { readNetwork } from './read-network';
import { reading } from './refusal';

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`testing/${name}`, import.meta.url)));
const answers = JSON.parse(new TextDecoder().decode(file('keras-answers.json'))) as Record<
  string,
  number[][]
>;
const COUNT = 3;
const pixels = Uint8Array.from({ length: COUNT * PIXEL_COUNT }, (_, i) => {
  const digit = Math.floor(i / PIXEL_COUNT);
  return ((i % PIXEL_COUNT) * 37 + digit * 101) % 256;
});

const open = (name: string) => {
  const found = readNetwork([{ name, bytes: file(name) }]);
  if (!found.ok || found.value.kind !== 'network') throw new Error(found.ok ? 'a run' : found.fault.message);
  return found.value.network;
};

describe('a file of Keras', () => {
  it.each([
    ['sequential.keras', [784, 3, 2, 10], 'tanh', 'bytes'],
    ['functional.keras', [784, 3, 10], 'leakyRelu', 'unit'],
    ['functional.h5', [784, 3, 10], 'leakyRelu', 'unit'],
  ] as const)('%s reads as Keras does', (name, layerSizes, activation, scaling) => {
    const network = open(name);
    expect(network).toMatchObject({ layerSizes, activation });
    const { logits } = forwardPass(rescaled(network.weights, undefined, scaling), activation, pixels, COUNT);
    const probabilities = softmaxRows(logits, CLASS_COUNT);
    for (const [i, expected] of answers[name]!.flat().entries())
      expect(probabilities[i]).toBeCloseTo(expected, 5);
  });

  it('of weights alone does not say its activation', () => {
    expect(open('alone.weights.h5')).toMatchObject({ layerSizes: [784, 3, 10], activation: undefined });
    expect(open('alone.weights.h5').weights).toEqual(open('functional.h5').weights);
  });
});

describe('what layers are refused', () => {
  const dense = (name: string, units: number, activation: unknown = 'relu') => ({
    class_name: 'Dense',
    config: { name, units, activation },
  });
  const input = (...shape: readonly unknown[]) => ({
    class_name: 'InputLayer',
    config: { name: 'in', batch_shape: [null, ...shape] },
  });
  const messageOf = (layers: readonly unknown[], className = 'Sequential'): string => {
    const read = reading('a model', () =>
      kerasParts(kerasLayers({ class_name: className, config: { layers } }), () => ({
        kernel: new Float32Array(),
        bias: undefined,
        inputs: 784,
        units: 10,
      })),
    );
    return read.ok ? 'taken' : `${read.fault.code}: ${read.fault.message}`;
  };

  it.each([
    [[input(32, 32, 3)], 'Layer in takes 32 x 32 x 3 numbers: digits here are 28 x 28 pixels, which is 784.'],
    [
      [{ class_name: 'BatchNormalization', config: { name: 'norm' } }],
      'Layer norm is a BatchNormalization: networks here are of dense layers only.',
    ],
    [[dense('a', 10, 'selu')], 'Layer a has selu, an activation that networks here have not.'],
    [
      [{ class_name: 'LeakyReLU', config: { name: 'l', negative_slope: 0.3 } }],
      'Layer l is a leaky ReLU of slope 0.3: here it is 0.2.',
    ],
    [
      [{ class_name: 'ReLU', config: { name: 'r', max_value: 6 } }],
      'Layer r (ReLU) has a limit or a threshold, which networks here have not.',
    ],
    [
      [{ class_name: 'Sequential', config: { name: 'inner', layers: [] } }],
      'Layer inner is a Sequential: networks here are of dense layers only.',
    ],
    [
      [{ class_name: '__proto__', config: { name: '<img src=x>\u0000\u202e' } }],
      'Layer <img src=x> is a __proto__: networks here are of dense layers only.',
    ],
  ])('%#', (layers, sentence) => {
    expect(messageOf(layers)).toBe(`unfit-network: ${sentence}`);
  });

  it('branches', () => {
    const node = (from: string) => [[[from, 0, 0, {}]]];
    const layers = [
      { ...input(784), name: 'in', inbound_nodes: [] },
      { ...dense('a', 10), inbound_nodes: node('in') },
      { ...dense('b', 10), inbound_nodes: node('in') },
    ];
    expect(messageOf(layers, 'Functional')).toBe(
      'unfit-network: This model branches at layer b: networks here are a chain of layers.',
    );
    expect(messageOf(layers.slice(0, 2), 'Functional')).toBe('taken');
  });
});

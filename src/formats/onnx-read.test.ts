/**
 * A model that was written by the package onnx 1.23 of Python, as exporters write them: pixels as a picture of 0 to 255 that
 * Constant and Div make 0 to 1, Shape and Reshape, MatMul and Add, Gemm with its weights turned over, float64 in the last
 * layer. Its answers are those of onnx's own ReferenceEvaluator.
 */
import { readFileSync } from 'node:fs';
import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { rescaled } from '../core/input-scaling';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { forwardPass, softmaxRows } from '../engine/plain/forward-pass';
import { readNetwork } from './read-network';

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`testing/${name}`, import.meta.url)));
const answers = JSON.parse(new TextDecoder().decode(file('onnx-answers.json'))) as number[][];
const COUNT = answers.length;
const pixels = Uint8Array.from({ length: COUNT * PIXEL_COUNT }, (_, i) => {
  const digit = Math.floor(i / PIXEL_COUNT);
  return ((i % PIXEL_COUNT) * 37 + digit * 101) % 256;
});

it('reads as the reference does', () => {
  const found = readNetwork([{ name: 'dense.onnx', bytes: file('dense.onnx') }]);
  if (!found.ok || found.value.kind !== 'network') throw new Error(found.ok ? 'a run' : found.fault.message);
  const { layerSizes, activation, weights, inputIsUnit } = found.value.network;
  expect({ layerSizes, activation, inputIsUnit }).toEqual({
    layerSizes: [784, 3, 10],
    activation: 'leakyRelu',
    inputIsUnit: undefined,
  });
  const { logits } = forwardPass(rescaled(weights, undefined, 'bytes'), 'leakyRelu', pixels, COUNT);
  const probabilities = softmaxRows(logits, CLASS_COUNT);
  for (const [i, expected] of answers.flat().entries()) expect(probabilities[i]).toBeCloseTo(expected, 5);
});

describe('what nodes are refused', () => {
  /** A model of nodes in a row, each with one input, from x [shape]. */
  function model(shape: readonly number[], ...ops: readonly string[]): Uint8Array {
    const to = new PbfWriter();
    to.writeVarintField(1, 8);
    to.writeStringField(2, 'test, so that it is long enough');
    to.writeMessage(
      7,
      (_, graph) => {
        for (const [i, op] of ops.entries()) {
          graph.writeMessage(
            1,
            (name: string, node) => {
              node.writeStringField(1, i === 0 ? 'x' : `v${i}`);
              node.writeStringField(2, `v${i + 1}`);
              node.writeStringField(3, `layer${i}`);
              node.writeStringField(4, name);
            },
            op,
          );
        }
        graph.writeMessage(
          11,
          (sides: readonly number[], input) => {
            input.writeStringField(1, 'x');
            input.writeMessage(
              2,
              (__, type) =>
                type.writeMessage(
                  1,
                  (___, tensor) =>
                    tensor.writeMessage(
                      2,
                      (____, list) => {
                        for (const side of sides)
                          list.writeMessage(1, (size: number, at) => at.writeVarintField(1, size), side);
                      },
                      null,
                    ),
                  null,
                ),
              null,
            );
          },
          shape,
        );
      },
      null,
    );
    return new Uint8Array(to.finish());
  }

  it.each([
    [[1, 1, 28, 28], ['Conv'], 'Layer layer0 is a Conv: networks here are of dense layers only.'],
    [
      [1, 3, 32, 32],
      ['Flatten'],
      'Input x is 1 x 3 x 32 x 32: digits here are 28 x 28 pixels, which is 784.',
    ],
    [
      [1, 784],
      ['Flatten', 'MatMul'],
      'Layer layer1 (MatMul) computes with what is not a constant of this file.',
    ],
    [[1, 784], ['Relu'], 'Layer layer0 (relu) has no dense layer directly before it.'],
    [[1, 784], ['Flatten'], 'There is no dense layer in this network.'],
  ] as const)('%s', (shape, ops, sentence) => {
    expect(readNetwork([{ name: 'a', bytes: model(shape, ...ops) }])).toMatchObject({
      ok: false,
      fault: { code: 'unfit-network', message: sentence },
    });
  });
});

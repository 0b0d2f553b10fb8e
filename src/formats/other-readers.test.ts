/** What leaves here is opened by those it is meant for: TensorFlow.js itself, and ONNX Runtime. */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { MNIST } from '../core/dataset';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { decodeNetwork, parseNetworkRecord } from '../core/network-file';
import { forwardPass, softmaxRows } from '../engine/plain/forward-pass';
import { loadDigits } from '../worker/testing/lesson-room';
import { networkToOnnx, ONNX_INPUT, ONNX_OUTPUT } from './onnx-write';
import type { PortableNetwork } from './portable-network';
import { oneOfEach } from './testing/networks';
import { networkToTfjs, WEIGHTS_FILE } from './tfjs-model';

const PUBLIC = new URL('../../public/', import.meta.url);
const COUNT = 1000;

let pixels: Uint8Array;
let inputs: Float32Array;
beforeAll(async () => {
  const { test } = await loadDigits((name) => readFileSync(new URL(`mnist/${name}`, PUBLIC)));
  pixels = test.pixels.slice(0, COUNT * PIXEL_COUNT);
  inputs = new Float32Array(pixels).map((byte) => byte / 255);
  await tf.setBackend('cpu');
  ort.env.wasm.numThreads = 1;
}, 60_000);

/** The network that the page begins with, and small ones of every activation. */
function networks(): PortableNetwork[] {
  const record = parseNetworkRecord(readFileSync(new URL('networks/reference.json', PUBLIC), 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(new URL('networks/reference.bin', PUBLIC)));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const { layerSizes, activation } = record.value;
  const { classNames } = MNIST;
  return [
    {
      name: 'reference',
      layerSizes,
      activation,
      weights: weights.value,
      classNames,
      temperature: 1,
      facts: new Map(),
    },
    ...oneOfEach(),
  ];
}

const ours = ({ weights, activation }: PortableNetwork): Float32Array =>
  softmaxRows(forwardPass(weights, activation, pixels, COUNT).logits, CLASS_COUNT);

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  let greatest = 0;
  for (let i = 0; i < a.length; i++) greatest = Math.max(greatest, Math.abs(a[i]! - b[i]!));
  return greatest;
}

describe.each(networks().map((network) => [`${network.name}, ${network.activation}`, network] as const))(
  '%s',
  (_, network) => {
    it('is the same in TensorFlow.js', async () => {
      const files = networkToTfjs(network);
      const model = JSON.parse(new TextDecoder().decode(files['model.json'])) as tf.io.ModelJSON;
      const loaded = await tf.loadLayersModel(
        tf.io.fromMemory({
          modelTopology: model.modelTopology,
          weightSpecs: model.weightsManifest[0]!.weights,
          weightData: files[WEIGHTS_FILE].buffer,
        }),
      );
      const probabilities = loaded.predict(tf.tensor2d(inputs, [COUNT, PIXEL_COUNT])) as tf.Tensor;
      expect(greatestDifference(await probabilities.data(), ours(network))).toBeLessThan(1e-5);
    });

    it('is the same in ONNX Runtime', async () => {
      const session = await ort.InferenceSession.create(networkToOnnx(network));
      expect(session.inputMetadata[0]).toMatchObject({
        name: ONNX_INPUT,
        type: 'float32',
        shape: ['batch', PIXEL_COUNT],
      });
      const answer = await session.run({
        [ONNX_INPUT]: new ort.Tensor('float32', inputs, [COUNT, PIXEL_COUNT]),
      });
      const { data, dims } = answer[ONNX_OUTPUT]!;
      expect(dims).toEqual([COUNT, CLASS_COUNT]);
      expect(greatestDifference(data as Float32Array, ours(network))).toBeLessThan(1e-5);
    });
  },
);

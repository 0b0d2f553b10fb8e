/** The networks that come with the page, in Node. */
import { readFileSync } from 'node:fs';
import { digitLikeness } from '../../src/core/guard';
import { CLASS_COUNT } from '../../src/core/network';
import { decodeNetwork, parseNetworkRecord } from '../../src/core/network-file';
import { forwardPass, softmaxRows } from '../../src/engine/plain/forward-pass';

const NETWORKS = new URL('../../public/networks/', import.meta.url);

interface ShippedNetwork {
  readonly predict: (pixels: Uint8Array, count: number) => Float32Array;
  readonly temperature: number;
}

function shipped(name: string): ShippedNetwork {
  const record = parseNetworkRecord(readFileSync(new URL(`${name}.json`, NETWORKS), 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(new URL(`${name}.bin`, NETWORKS)));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const { activation, temperature = 1 } = record.value;
  return {
    temperature,
    predict: (pixels, count) =>
      softmaxRows(forwardPass(weights.value, activation, pixels, count).logits, CLASS_COUNT),
  };
}

export const pretrained = shipped('reference');
const guard = shipped('guard');

/** How likely each picture is a digit, 0..1. pixels: uint8 [count, 784]. */
export const likenessOf = (pixels: Uint8Array, count: number): Float32Array =>
  digitLikeness(guard.predict(pixels, count));

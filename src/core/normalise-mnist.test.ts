/**
 * MNIST's own digits through the pad's normalisation: enlarged and moved as a drawing would be, made small again and centred
 * as a drawing is. A network must read them as well as it reads the originals. (Their ink is given, so the pen's part, inking a
 * path, is left out here; normalise.test.ts has it.)
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseManifest } from '../dataset/manifest';
import { MNIST_LAYOUT } from '../dataset/layout';
import { decodeGreyPng } from '../dataset/png';
import { forwardPass } from '../engine/plain/forward-pass';
import { decodeNetwork, parseNetworkRecord } from './network-file';
import { centreInPicture } from './normalise';
import { randomUniform } from './random';

const PUBLIC = resolve(import.meta.dirname, '../../public');
const SIDE = 28;
const BOX_SIDE = 20;
const COUNT = 2000;

/** The first test digits. */
async function testDigits() {
  const file = (path: string) => readFileSync(`${PUBLIC}/mnist/${path}`);
  const { files } = parseManifest(file('manifest.json').toString(), MNIST_LAYOUT);
  const find = (kind: string) =>
    files.find((one) => one.split === 'test' && one.kind === kind && one.firstIndex === 0)!;
  const { pixels } = await decodeGreyPng(new Uint8Array(file(find('pixels').path)));
  return { pixels, labels: file(find('labels').path) };
}

function pretrainedNetwork() {
  const record = parseNetworkRecord(readFileSync(`${PUBLIC}/networks/reference.json`, 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(`${PUBLIC}/networks/reference.bin`));
  if (!weights.ok) throw new Error(weights.fault.detail);
  return { activation: record.value.activation, weights: weights.value };
}

/** The ink of a picture between two places, as if each pixel were a square of that grey. */
function inkBetween(picture: Uint8Array, left: number, right: number, top: number, bottom: number): number {
  let ink = 0;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(SIDE, bottom); y++) {
    const high = Math.min(y + 1, bottom) - Math.max(y, top);
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(SIDE, right); x++) {
      ink += picture[y * SIDE + x]! * high * (Math.min(x + 1, right) - Math.max(x, left));
    }
  }
  return ink / ((right - left) * (bottom - top));
}

/** A picture enlarged `scale` times on a large sheet, at a place that is no whole number of pixels. */
function enlarged(picture: Uint8Array, scale: number, offset: number) {
  const side = Math.ceil(SIDE * scale) + 10;
  const sheet = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = (place: number) => (place - offset) / scale;
      sheet[y * side + x] = Math.round(inkBetween(picture, from(x), from(x + 1), from(y), from(y + 1)));
    }
  }
  return { sheet, side };
}

/** Steps 1 and 2 for ink that is there already: the box around it, averaged down to 20 pixels along its longer side. */
function shrunk(sheet: Uint8Array, side: number): Uint8Array {
  let left = side;
  let right = 0;
  let top = side;
  let bottom = 0;
  sheet.forEach((ink, i) => {
    // Fainter is the enlarging's own soft edge.
    if (ink < 4) return;
    left = Math.min(left, i % side);
    right = Math.max(right, (i % side) + 1);
    top = Math.min(top, Math.floor(i / side));
    bottom = Math.max(bottom, Math.floor(i / side) + 1);
  });
  const scale = Math.max(right - left, bottom - top) / BOX_SIDE;
  const box = new Uint8Array(BOX_SIDE * BOX_SIDE);
  const firstX = (left + right) / 2 - (BOX_SIDE / 2) * scale;
  const firstY = (top + bottom) / 2 - (BOX_SIDE / 2) * scale;
  for (let y = 0; y < BOX_SIDE; y++) {
    for (let x = 0; x < BOX_SIDE; x++) {
      let ink = 0;
      let area = 0;
      for (let sy = Math.floor(firstY + y * scale); sy < firstY + (y + 1) * scale; sy++) {
        const high = Math.min(sy + 1, firstY + (y + 1) * scale) - Math.max(sy, firstY + y * scale);
        for (let sx = Math.floor(firstX + x * scale); sx < firstX + (x + 1) * scale; sx++) {
          const share =
            high * (Math.min(sx + 1, firstX + (x + 1) * scale) - Math.max(sx, firstX + x * scale));
          area += share;
          if (sx >= 0 && sx < side && sy >= 0 && sy < side) ink += share * sheet[sy * side + sx]!;
        }
      }
      box[y * BOX_SIDE + x] = Math.round(ink / area);
    }
  }
  return box;
}

it('costs at most half a point of accuracy', async () => {
  const { pixels, labels } = await testDigits();
  const { weights, activation } = pretrainedNetwork();
  const right = (pictures: Uint8Array): number => {
    const { logits } = forwardPass(weights, activation, pictures, COUNT);
    let count = 0;
    for (let row = 0; row < COUNT; row++) {
      const digit = logits.subarray(row * 10, row * 10 + 10);
      if (digit.indexOf(Math.max(...digit)) === labels[row]) count++;
    }
    return count / COUNT;
  };
  const passed = new Uint8Array(COUNT * SIDE * SIDE);
  for (let row = 0; row < COUNT; row++) {
    const picture = pixels.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE);
    const scale = 1.5 + 1.5 * randomUniform(3, 2 * row);
    const { sheet, side } = enlarged(picture, scale, 8 * randomUniform(3, 2 * row + 1));
    passed.set(centreInPicture(shrunk(sheet, side)), row * SIDE * SIDE);
  }
  const before = right(pixels);
  expect(before).toBeGreaterThan(0.98);
  expect(before - right(passed)).toBeLessThanOrEqual(0.005);
});

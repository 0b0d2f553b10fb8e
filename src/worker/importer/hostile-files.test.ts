/** Two thousand files, each damaged somewhere by a seeded hand: all are read or refused in a sentence, and none breaks anything. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { ok } from '../../core/fault';
import { randomUniform } from '../../core/random';
import { decodePicture } from './decode-picture';
import { makeDatasets } from './make-datasets';
import { readFiles } from './read-files';

const FILES = 2000;
const SEED = 20_261_126;

const text = (content: string) => new TextEncoder().encode(content);
const rows = Array.from({ length: 3 }, (_, i) => [i, ...Array<number>(784).fill(i)].join()).join('\n');
const idx = Uint8Array.from([
  0,
  0,
  8,
  3,
  0,
  0,
  0,
  2,
  0,
  0,
  0,
  28,
  0,
  0,
  0,
  28,
  ...Array<number>(1568).fill(3),
]);
const png = new Uint8Array(PNG.sync.write(new PNG({ width: 5, height: 4 }), { colorType: 0 }));
const SEEDS: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['train.csv', text(rows)],
  ['images', idx],
  ['images.gz', new Uint8Array(gzipSync(idx))],
  ['tables.zip', zipSync({ 'a.csv': text(rows), '1/b.png': png, '2/c.png': png })],
  ['1.png', png],
  [
    'mine.json',
    text(
      JSON.stringify([
        { label: 1, strokes: [[[0, 0], { x: 1, y: 1, time: 3 }]] },
        { label: 2, strokes: [[[1, 0]]] },
      ]),
    ),
  ],
];

/** Bytes changed, cut out or put in twice, a few at a time. */
function damaged(bytes: Uint8Array, number: number): Uint8Array<ArrayBuffer> {
  let draw = 0;
  const random = (below: number): number => Math.floor(randomUniform(SEED + number, draw++) * below);
  let result = [...bytes];
  for (let wounds = 1 + random(3); wounds > 0; wounds--) {
    const at = random(result.length);
    const kind = random(5);
    if (kind === 0) result = result.slice(0, at);
    else if (kind === 1) result.splice(at, 1 + random(20));
    else if (kind === 2) result.splice(at, 0, ...result.slice(at, at + 1 + random(20)));
    else if (kind === 3) result.fill(random(2) * 255, at, at + 4);
    else result[at] = random(256);
    if (result.length === 0) break;
  }
  return Uint8Array.from(result);
}

it('reads damaged files without breaking', async () => {
  const outcomes = { read: 0, refused: 0 };
  const decode = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
    decodePicture(bytes, name, () => Promise.reject(new Error('no picture')));
  for (let number = 0; number < FILES; number++) {
    const [name, bytes] = SEEDS[number % SEEDS.length]!;
    const content = damaged(bytes, number);
    const file = { name, sizeBytes: content.length, read: () => Promise.resolve(ok(content)) };
    const read = await readFiles([file], { decode });
    const made = read.ok ? await makeDatasets(read.value.parts, name, 0) : read;
    if (made.ok) outcomes.read++;
    else {
      outcomes.refused++;
      // A sentence, of a length that can be shown.
      expect(made.fault.message).toMatch(/^\S.{10,300}[.…]$/s);
    }
  }
  expect(outcomes.read + outcomes.refused).toBe(FILES);
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(20);
});

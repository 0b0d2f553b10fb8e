/** What is committed in public/mnist/, loaded by the page's own code, is MNIST to the last bit. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DigitStore } from '../src/dataset/digit-store';
import { MNIST_LAYOUT } from '../src/dataset/layout';
import { parseManifest } from '../src/dataset/manifest';
import { CANONICAL, type CanonicalName, idxHeader, sha256 } from './idx';

const FOLDER = join(import.meta.dirname, '../public/mnist');
const BASE_URL = 'https://example.org/mnist/';

const store = new DigitStore({
  baseUrl: BASE_URL,
  fetch: async (input) => {
    const path = new Request(input).url.slice(BASE_URL.length);
    return new Response(await readFile(join(FOLDER, path)));
  },
  onProgress: () => {},
  retries: 0,
});

beforeAll(async () => {
  expect(await store.load()).toEqual({ ok: true, value: undefined });
});

const { train, validation, test: testSet } = store;
test.each<[CanonicalName, Uint8Array[]]>([
  ['trainImages', [train.pixels, validation.pixels]],
  ['trainLabels', [train.labels, validation.labels]],
  ['testImages', [testSet.pixels]],
  ['testLabels', [testSet.labels]],
])('%s is the canonical file', (name, parts) => {
  const { dimensions, sha256: expected } = CANONICAL[name];
  expect(sha256(Buffer.concat([idxHeader(dimensions), ...parts]))).toBe(expected);
});

test('the folder holds what the manifest lists, the licence, and nothing else; under 11 MB', async () => {
  const manifest = parseManifest(await readFile(join(FOLDER, 'manifest.json'), 'utf8'), MNIST_LAYOUT);
  const listed = manifest.files.map((file) => file.path);
  expect((await readdir(FOLDER)).toSorted()).toEqual([...listed, 'LICENCE.txt', 'manifest.json'].toSorted());
  for (const file of manifest.files) expect(file.path).toContain(file.sha256.slice(0, 8));
  expect(manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0)).toBeLessThan(11_000_000);

  const licence = await readFile(join(FOLDER, 'LICENCE.txt'), 'utf8');
  for (const words of ['Yann LeCun', 'Corinna Cortes', 'CC BY-SA 3.0', 'unchanged']) {
    expect(licence).toContain(words);
  }
});

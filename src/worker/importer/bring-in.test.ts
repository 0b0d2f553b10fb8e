import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../core/fault';
import { createDatasetRepository, type DatasetRepository } from '../../library/dataset-repository';
import { memoryDatasetBackend } from '../../library/testing/memory-dataset-backend';
import { bringIn } from './bring-in';
import type { decodeByBrowser } from './decode-picture';
import { decodePicture } from './decode-picture';
import type { InputFile } from './read-files';

const file = (name: string, bytes: Uint8Array): InputFile => ({
  name,
  sizeBytes: bytes.length,
  read: () => Promise.resolve(ok(new Uint8Array(bytes))),
});
const text = (name: string, content: string) => file(name, new TextEncoder().encode(content));

function idx(sizes: readonly number[], content: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint32(0, 0x800 + sizes.length);
  sizes.forEach((size, i) => header.setUint32(4 + 4 * i, size));
  return new Uint8Array([...new Uint8Array(header.buffer), ...content]);
}
/** Pictures whose first pixel is their place, and the labels 0, 1, 2, ... over and over. */
const images = (count: number, from = 0) =>
  idx(
    [count, 28, 28],
    new Uint8Array(count * 784).map((_, i) => (i % 784 === 0 ? from + i / 784 : 9)),
  );
const labels = (count: number) =>
  idx(
    [count],
    new Uint8Array(count).map((_, i) => i % 10),
  );
const csv = (rows: readonly string[]) =>
  rows.map((start) => start + ',0'.repeat(785 - start.split(',').length)).join('\n');

/** As pngjs writes it, grey or in colours; the ink is a square in the middle. */
function png(
  ink: number,
  paper: number,
  { colorType, side = 28 }: { colorType?: 0 | 6; side?: number } = {},
): Uint8Array {
  const picture = new PNG({ width: side, height: side });
  for (let i = 0; i < side * side; i++) {
    const isInk =
      Math.abs((i % side) - side / 2) < side / 4 && Math.abs(Math.floor(i / side) - side / 2) < side / 4;
    picture.data.set([...Array<number>(3).fill(isInk ? ink : paper), 255], i * 4);
  }
  return new Uint8Array(PNG.sync.write(picture, { colorType: colorType ?? 0, inputHasAlpha: true }));
}
/** In the place of the browser. */
const byBrowser: typeof decodeByBrowser = (bytes) => {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes));
  return Promise.resolve({ rgba: data, width, height });
};

let repository: DatasetRepository;
beforeEach(() => {
  repository = createDatasetRepository(memoryDatasetBackend());
});
const bring = (...files: InputFile[]) =>
  bringIn(files, { repository, decode: (bytes, name) => decodePicture(bytes, name, byBrowser) });
async function brought(...files: InputFile[]) {
  const result = await bring(...files);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}
async function refusal(...files: InputFile[]): Promise<string> {
  const result = await bring(...files);
  const listed = await repository.list();
  // Never half of it.
  expect(listed).toMatchObject({ value: { records: [] } });
  return result.ok ? 'nothing' : result.fault.message;
}

describe('data that is brought in', () => {
  it('as four IDX files keeps its test digits, and splits off some for validation', async () => {
    const { records, notes } = await brought(
      file('t10k-images-idx3-ubyte.gz', new Uint8Array(gzipSync(images(20, 100)))),
      file('t10k-labels-idx1-ubyte.gz', new Uint8Array(gzipSync(labels(20)))),
      file('train-images-idx3-ubyte', images(120)),
      file('train-labels-idx1-ubyte', labels(120)),
    );
    expect(notes).toEqual([]);
    const [record] = records;
    expect(record).toMatchObject({
      kind: 'labelled',
      counts: { train: 110, validation: 10, test: 20, unlabelled: 0 },
      classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      classCounts: Array(10).fill(14),
      // A pixel in a corner is no digit of MNIST's.
      preparation: 'none',
    });
    expect(record!.sampleLabels).toHaveLength(24);
    expect([...record!.means.subarray(784, 786)]).toEqual([Math.round((12 * 56 + 101 + 111) / 14), 9]);
    const kept = await repository.read(record!.id);
    if (!kept.ok || !kept.value) throw new Error('not kept');
    const { digits } = kept.value;
    const first = Array.from({ length: 140 }, (_, i) => digits.pixels[i * 784]);
    expect(first.slice(130)).toEqual([110, 111, 112, 113, 114, 115, 116, 117, 118, 119]);
    // Each picture has kept its label.
    expect([...digits.labels]).toEqual(first.map((place) => place! % 10));
    // The same files are the same set; the visitor's names for it stay.
    await repository.relabel(record!.id, { name: 'Clothes' });
    const again = await brought(
      file('other', images(120)),
      file('labels', labels(120)),
      file('test-i', images(20, 100)),
      file('test-l', labels(20)),
    );
    expect(again.records.map(({ name, id }) => [name, id === record!.id])).toEqual([['Clothes', true]]);
    expect(again.notes.join()).toContain('was here already');
  });

  it('as an archive of tables becomes one set to learn from and one to be answered', async () => {
    const zip = zipSync({
      'train.csv': new TextEncoder().encode(
        csv(['label,p', ...Array.from({ length: 28 }, (_, i) => `${i % 4},${i}`)]),
      ),
      'test.csv': new TextEncoder().encode(Array(3).fill(Array(784).fill(7).join()).join('\n')),
      'sample_submission.csv': new TextEncoder().encode('ImageId,Label\n1,0\n'),
      'notes.md': new Uint8Array(3),
    });
    const { records, notes } = await brought(file('digit-recognizer.zip', zip));
    expect(records.map(({ kind, name, counts }) => [kind, name, counts])).toEqual([
      ['labelled', 'digit-recognizer', { train: 22, validation: 2, test: 4, unlabelled: 0 }],
      ['unlabelled', 'test.csv', { train: 0, validation: 0, test: 0, unlabelled: 3 }],
    ]);
    expect(records[0]!.classNames).toEqual(['0', '1', '2', '3']);
    expect(notes).toEqual([
      '“sample_submission.csv” was passed over: it holds answers and no pictures.',
      '“notes.md” was passed over.',
    ]);
  });

  it('as pictures is decoded whatever its colours, and loses only those that are bad', async () => {
    const pictures: Record<string, Uint8Array> = {};
    for (let i = 0; i < 12; i++)
      pictures[`${i % 2 === 0 ? 'ring' : 'bag'}/${i}.png`] = png(10 * i + 20, 0, {
        colorType: i < 6 ? 0 : 6,
      });
    pictures['bag/broken.png'] = png(200, 0).subarray(0, 60);
    pictures['ring/none.png'] = new Uint8Array(4);
    const dark = png(0, 255, { side: 56 });
    const { records, notes } = await brought(
      file('things.zip', zipSync({ ...pictures, 'bag/dark.png': dark })),
    );
    expect(records[0]).toMatchObject({
      classNames: ['bag', 'ring'],
      classCounts: [7, 6],
      preparation: 'mnist',
    });
    expect(notes).toEqual([
      'The picture “bag/broken.png” was left out: it is damaged, or cut short.',
      'The picture “ring/none.png” was left out: it does not begin as a picture does.',
    ]);
    const kept = await repository.read(records[0]!.id);
    const middles = kept.ok
      ? Array.from({ length: 13 }, (_, i) => kept.value!.digits.pixels[i * 784 + 14 * 28 + 14]!)
      : [];
    expect(middles.sort((a, b) => a - b)).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 255]);
  });

  it('as drawn digits is prepared for the pad', async () => {
    const digit = (label: number) => ({
      label,
      strokes: [
        [
          [0, 0],
          [0.1 * label, 1],
        ],
      ],
    });
    const { records, notes } = await brought(
      text(
        'my-digits.json',
        JSON.stringify([...Array.from({ length: 30 }, (_, i) => digit(i % 10)), digit(10)]),
      ),
    );
    expect(records[0]).toMatchObject({ name: 'my-digits', preparation: 'mnist', counts: { train: 24 } });
    expect(notes).toEqual([
      'Digit 31 of 31 in “my-digits.json” was left out: its label must be a whole number from 0 to 9.',
    ]);
  });

  it('is refused whole where it does not say what is what', async () => {
    expect(await refusal(file('train-labels', labels(20)))).toContain('no file of as many pictures');
    expect(await refusal(text('train.csv', csv(['1,0', '2,3', '3,256'])))).toContain('line 3, column 2');
    expect(await refusal(text('train.csv', csv(Array(20).fill('1,5'))))).toContain('of one class, 1');
    expect(await refusal(text('train.csv', csv(['1,5', '2,5'])))).toContain(
      'There are 2 pictures with labels',
    );
    expect(await refusal(file('a.zip', zipSync({ 'x.doc': new Uint8Array(9) })))).toContain(
      '“x.doc” was passed over',
    );
    expect(await refusal(text('letter.txt', 'Dear Sir'))).toContain('line 1: 1 names');
    const half = [
      text('good.csv', csv(Array.from({ length: 20 }, (_, i) => `${i % 2},5`))),
      text('bad.csv', '1,2\n3'),
    ];
    expect(await refusal(...half)).toContain('“bad.csv”');
  });

  it('stays in the tab where nothing can be stored', async () => {
    const full = createDatasetRepository({
      ...memoryDatasetBackend(),
      put: () => Promise.reject(new DOMException('', 'QuotaExceededError')),
    });
    const result = await bringIn([file('i', images(20)), file('l', labels(20))], { repository: full });
    expect(result.ok && [result.value.unkept.length, result.value.problem]).toEqual([
      1,
      expect.stringContaining('full'),
    ]);
  });
});

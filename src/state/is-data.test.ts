import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isData } from './is-data';

const file = (content: string | Uint8Array): Blob =>
  new Blob([new Uint8Array(typeof content === 'string' ? new TextEncoder().encode(content) : content)]);
const zip = (...names: string[]): Blob =>
  file(zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(3)]))));
const row = Array.from({ length: 785 }, (_, i) => i % 10).join();

describe('files that come in', () => {
  it.each([
    ['IDX', file(Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1))],
    ['gzip', file(Uint8Array.of(0x1f, 0x8b, 8))],
    ['a table', file(`${row}\n${row}`)],
    ['a table with names', file(`\uFEFFlabel,pixel0,pixel1\r\n${row}`)],
    ['PNG', file(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))],
    ['JPEG', file(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))],
    ['an archive of pictures', zip('7/1.png', '8/2.PNG')],
    ['an archive of tables', zip('train.csv', 'test.csv')],
  ])('as %s are data', async (_, data) => {
    expect(await isData([data])).toBe(true);
  });

  it.each([
    ['HDF5', file(Uint8Array.of(0x89, 0x48, 0x44, 0x46))],
    ['ONNX', file(Uint8Array.of(8, 9, 18, 7, 112, 121))],
    ['safetensors', file('\u0040\0\0\0\0\0\0\0{"a":1, "b":2, "c":3}')],
    ['a list of digits', file('[{"label": 1, "strokes": []}]')],
    ['a model in JSON', file('{"format": "layers-model", "a": 1, "b": 2}')],
    ['a Keras archive', zip('config.json', 'metadata.json', 'model.weights.h5')],
    ['a model in an archive', zip('model.json', 'weights.bin', 'preview.png')],
    ['nothing', file('')],
  ])('as %s are none', async (_, other) => {
    expect(await isData([other])).toBe(false);
    expect(await isData([other, zip('train.csv')])).toBe(false);
  });
});

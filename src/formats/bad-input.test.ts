/** Files that are damaged, hostile or not what they seem: a sentence each, and never an exception or a long wait. */
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { initialState } from '../core/initial-weights';
import { layerSizesOf } from '../core/network';
import { randomKey, randomUint32 } from '../core/random';
import { aRun } from '../library/testing/runs';
import { runToInklingFile } from './inkling-file';
import { networkToSafetensors } from './network-safetensors';
import { networkToOnnx } from './onnx-write';
import { readNetwork } from './read-network';
import { aNetwork } from './testing/networks';
import { networkToTfjs } from './tfjs-model';
import { writeZip } from './zip';

const AT = new Date('2026-11-26T12:00:00Z');
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`testing/${name}`, import.meta.url)));
const network = aNetwork('relu', [784, 2, 10]);

function anInklingFile(): Uint8Array {
  const record = aRun('abc');
  const { hidden } = record.experiment;
  const last = {
    ...initialState({ layerSizes: layerSizesOf(hidden), activation: 'relu' }, 'sgd', 1),
    step: 10,
  };
  return runToInklingFile({ record, last, best: undefined }, AT);
}

const messageOf = (bytes: Uint8Array, name = 'some file'): string => {
  const read = readNetwork([{ name, bytes }]);
  return read.ok ? 'taken' : read.fault.message;
};

/** A copy in which the four bytes at `at` are another number. */
function patched(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

describe('a file that was cut short', () => {
  it.each([
    ['zip', anInklingFile(), /^This archive is cut short at byte \d+: the table of what is in it/],
    [
      'safetensors',
      networkToSafetensors(network),
      /^Tensor layers\.\d\.(kernel|bias) is cut short: it goes on to byte \d+, and the file ends at \d+\.$/,
    ],
    [
      'ONNX',
      networkToOnnx(network),
      /^This ONNX file is cut short: what begins at byte \d+ goes on to byte \d+, and the file ends at \d+\.$/,
    ],
    [
      'HDF5',
      fixture('functional.h5'),
      /^This HDF5 file is cut short: it should have 26408 bytes, and has \d+\.$/,
    ],
    [
      'Keras',
      fixture('functional.keras'),
      /^This archive is cut short at byte \d+: the table of what is in it/,
    ],
    [
      'model.json',
      networkToTfjs(network)['model.json'],
      'This file begins like JSON, but is damaged or cut short.',
    ],
  ])('%s', (_, bytes, sentence) => {
    for (const share of [0.4, 0.8]) expect(messageOf(bytes.slice(0, bytes.length * share))).toMatch(sentence);
  });
});

describe('what is not a network', () => {
  it.each([
    ['nothing', new Uint8Array(), 'some file is empty.'],
    ['a text', text('Hello'), /^some file is none of the files that can be opened here/],
    ['another archive', zipSync({ 'a.txt': text('a') }), 'There is no network in this archive of 1 files.'],
    ['another JSON', text('{"a": 1}'), /none of the files/],
    ['Latin-1', Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d), 'This file is not text in UTF-8.'],
  ])('%s', (_, bytes, sentence) => {
    expect(messageOf(bytes)).toMatch(sentence);
  });

  it('a name that means harm is only shown, without what turns it over', () => {
    expect(messageOf(text('x'), '../../__proto__\u202e<b>\n')).toMatch(
      /^\.\.\/\.\.\/__proto__ <b> is none of the files/,
    );
  });
});

describe('an archive that means harm', () => {
  const bomb = zipSync({ 'inkling.json': new Uint8Array(8_000_000) }, { level: 9 });
  const directory = bomb.length - 22 - 46 - 'inkling.json'.length;

  it('says that it unpacks to more than any network', () => {
    expect(messageOf(patched(bomb, directory + 24, 4_000_000_000))).toBe(
      'This archive would unpack to 3815 MB: 256 MB at most are taken.',
    );
  });

  it('is stopped where it unpacks to more than it says', () => {
    expect(messageOf(patched(bomb, directory + 24, 1000))).toBe(
      '“inkling.json” unpacks to more than the 1000 bytes that it announces.',
    );
  });

  it('does not reach what objects inherit', () => {
    const json = '{"__proto__": {"format": "inkling-run"}, "record": {"__proto__": {"id": "x"}}}';
    expect(messageOf(zipSync({ 'inkling.json': text(json) }))).toBe(
      'inkling.json in this file is not that of a run.',
    );
  });
});

describe('numbers that are none', () => {
  it('are named with their layer and place', () => {
    const kernel = network.weights[1]!.kernel.slice();
    kernel[7] = Number.NaN;
    const broken = { ...network, weights: [network.weights[0]!, { kernel, bias: network.weights[1]!.bias }] };
    expect(messageOf(networkToSafetensors(broken))).toBe(
      'Layer layers.1: weight number 7 is not a finite number.',
    );
    expect(messageOf(networkToOnnx(broken))).toBe(
      'Layer layers.1.sums: weight number 7 is not a finite number.',
    );
  });

  it('of another kind are refused', () => {
    const bytes = networkToSafetensors(network);
    const at = new TextDecoder('latin1').decode(bytes).indexOf('F32');
    bytes.set(text('I32'), at);
    expect(messageOf(bytes)).toBe('Tensor layers.0.kernel is not float32 but I32.');
  });

  it('of a shape beyond reason are refused before any memory is asked for', () => {
    const bytes = networkToSafetensors(network);
    const header = new TextDecoder('latin1').decode(bytes);
    const at = header.indexOf('[784,2]');
    bytes.set(text('[1e9,9]'), at);
    expect(messageOf(bytes)).toMatch(
      /^Tensor layers\.0\.kernel takes 6272 bytes, and should take 36000000000 for its shape/,
    );
  });
});

const FILES: readonly Uint8Array[] = [
  anInklingFile(),
  writeZip(networkToTfjs(network), AT),
  networkToOnnx(network),
  networkToSafetensors(network),
  fixture('sequential.keras'),
  fixture('functional.h5'),
  fixture('alone.weights.h5'),
];

/** What is done to a file: bytes changed, most of them where formats have their tables; cut; a piece of it doubled or moved. */
function spoiled(bytes: Uint8Array, seed: number): Uint8Array {
  let draws = 0;
  const draw = (below: number): number => randomUint32(randomKey(seed), draws++) % below;
  let copy = bytes.slice();
  const kind = draw(4);
  if (kind === 1) copy = copy.slice(0, draw(copy.length + 1));
  if (kind === 2) copy.copyWithin(draw(copy.length), draw(copy.length), draw(copy.length));
  const changes = kind === 1 ? draw(3) : 1 + draw(24);
  for (let i = 0; i < changes && copy.length > 0; i++) {
    const [near, far] = [Math.min(copy.length, 2500), copy.length];
    const at = [draw(near), far - 1 - draw(near), draw(far)][draw(3)]!;
    copy[at] = [0, 0xff, 0x7f, 1, draw(256)][draw(5)]!;
  }
  return copy;
}

it('2,000 spoiled files, each of which is taken or refused in a sentence', () => {
  const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
  let refused = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const read = readNetwork([{ name: 'spoiled', bytes: spoiled(FILES[seed % FILES.length]!, seed) }]);
    if (!read.ok) {
      refused++;
      expect(read.fault.message).toMatch(/^\S.*\.$/s);
      expect(['invalid-file', 'unfit-network']).toContain(read.fault.code);
    }
  }
  expect(refused).toBeGreaterThan(500);
  quiet.mockRestore();
});

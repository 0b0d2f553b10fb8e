/** Files as they come from anywhere: taken whole, or refused in a sentence. */
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Result } from '../core/fault';
import { parameterCount } from '../core/network';
import {
  anyText,
  damaged,
  damagedBytes,
  HOSTILE_TEXTS,
  inputsFor,
  jsonInsteadOf,
  spoiled,
} from '../core/testing/fuzz';
import { aRun, someWeights } from '../library/testing/runs';
import { readDigitTable } from './digit-table';
import { readIdx } from './idx';
import { runToInklingFile } from './inkling-file';
import { notebook } from './keras-code/notebook';
import { metricsCsv } from './metrics-csv';
import { metricsJsonLines } from './metrics-jsonl';
import { networkToSafetensors } from './network-safetensors';
import { networkToOnnx } from './onnx-write';
import { readPenDigits } from './pen-digits';
import { picturesClasses } from './picture-classes';
import { readNetwork } from './read-network';
import { aNetwork } from './testing/networks';
import { fromUtf8, toUtf8 } from './text';
import { networkToTfjs } from './tfjs-model';
import { writeZip } from './zip';

const AT = new Date('2026-11-26T12:00:00Z');
const network = aNetwork('relu', [784, 2, 10]);
const tfjs = networkToTfjs(network);

/** A sentence without markup of its own: what a file is called is quoted in it, and shown as text. */
function expectRefused(read: Result<unknown>): void {
  if (read.ok) return;
  expect(read.fault.message).toMatch(/^\S.*[.:]$/su);
  expect(read.fault.message.length).toBeLessThan(500);
  expect(read.fault.message).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
}

function expectNetwork(read: ReturnType<typeof readNetwork>): void {
  expectRefused(read);
  if (!read.ok) return;
  if (read.value.kind === 'network') {
    const { layerSizes, weights, name } = read.value.network;
    expect(weights.reduce((sum, { kernel, bias }) => sum + kernel.length + bias.length, 0)).toBe(
      parameterCount(layerSizes),
    );
    expect(typeof name).toBe('string');
  } else expect(read.value.run.record.step).toBe(read.value.run.last.step);
}

describe('networks', () => {
  const record = aRun('abc', { step: 10 });
  const last = networkToSafetensors(network);
  const model = jsonInsteadOf(JSON.parse(fromUtf8(tfjs['model.json'], 'model.json'))).map((text) => [
    { name: 'model.json', bytes: toUtf8(text) },
    { name: 'weights.bin', bytes: tfjs['weights.bin'] },
  ]);
  const inkling = jsonInsteadOf({ format: 'inkling-run', version: 1, record }).map((text) => [
    {
      name: 'a.inkling',
      bytes: writeZip({ 'inkling.json': toUtf8(text), 'last.safetensors': last }, AT),
    },
  ]);
  const headerLength = Number(new DataView(last.buffer).getBigUint64(0, true));
  const header: unknown = JSON.parse(fromUtf8(last.subarray(8, 8 + headerLength), 'header'));
  const safetensors = damaged(header)
    .map((value) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? 1 : part)) ?? '')
    .map((text) => {
      const json = toUtf8(text);
      const bytes = new Uint8Array(8 + json.length + last.length - 8 - headerLength);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
      bytes.set(json, 8);
      bytes.set(last.subarray(8 + headerLength), 8 + json.length);
      return [{ name: 'a.safetensors', bytes }];
    });

  it('of damaged JSON', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    fc.assert(
      fc.property(fc.oneof(model, inkling, safetensors), (files) => expectNetwork(readNetwork(files))),
      inputsFor('network files: JSON'),
    );
  });

  it('of damaged bytes, or of none that mean anything', () => {
    const state = someWeights('abc', 0.5).state;
    const files = [
      runToInklingFile({ record, last: state, best: undefined }, AT),
      writeZip(tfjs, AT),
      networkToOnnx(network),
      last,
    ];
    const bytes = fc.oneof(...files.map(damagedBytes), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(bytes, anyText(), (bytes, name) => expectNetwork(readNetwork([{ name, bytes }]))),
      inputsFor('network files: bytes'),
    );
  });
});

describe('data', () => {
  const row = Array.from({ length: 784 }, (_, i) => i % 256).join();
  const table = spoiled(
    `label,${Array.from({ length: 784 }, (_, i) => `pixel${i}`).join()}\n7,${row}\n1,${row}\n`,
  );
  const idx = damagedBytes(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 5, 1, 2, 3, 4, 5));

  it('in tables, IDX and pictures', () => {
    fc.assert(
      fc.property(
        fc.oneof(table.map(toUtf8), idx, fc.uint8Array({ maxLength: 200 })),
        anyText(),
        (bytes, name) => {
          const read = readDigitTable(bytes, name);
          expectRefused(read);
          if (read.ok && read.value.kind === 'pictures') {
            const { pixels, labels } = read.value.part;
            expect(pixels.length).toBe(784 * (labels?.length ?? pixels.length / 784));
            expect(labels?.every((label) => label <= 9) ?? true).toBe(true);
          }
          expectRefused(readIdx(bytes, name));
          const classes = picturesClasses([name, `${name}/1.png`, `b/${name}`, `b/${name}2.png`]);
          expectRefused(classes);
          if (!classes.ok) return;
          const { classNames, labels } = classes.value;
          expect(new Set(classNames).size).toBe(classNames.length);
          for (const label of labels) expect(label === undefined || label < classNames.length).toBe(true);
        },
      ),
      inputsFor('data files'),
    );
  });

  it('as the pen drew them', () => {
    const digits = [
      {
        label: 7,
        strokes: [
          [
            [0.1, 0.2],
            [0.5, 0.6],
            [0.7, 0.1],
          ],
        ],
      },
      {
        label: 1,
        writer: 'me',
        strokes: [
          [
            { x: 3, y: 4, time: 5 },
            { x: 30, y: 40 },
          ],
        ],
      },
    ];
    fc.assert(
      fc.property(jsonInsteadOf(digits), anyText(), (text, name) => {
        const read = readPenDigits(toUtf8(text), name);
        expectRefused(read);
        if (!read.ok) return;
        const { pixels, labels } = read.value.part;
        expect(pixels.length).toBe(784 * labels!.length);
        expect(labels!.every((label) => label <= 9)).toBe(true);
      }),
      inputsFor('pen digits'),
    );
  });
});

describe('what is written', () => {
  /** RFC 4180, read by the book. */
  const csvRows = (text: string): string[][] =>
    Array.from(
      text.matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*)\r\n/g),
      ([, row]) =>
        Array.from(`,${row}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g), ([, quoted, plain]) =>
          quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
        ),
    );
  const numbers = fc.array(fc.double(), { minLength: 3, maxLength: 3 });

  it('can be read again whatever runs are called and measured', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(80), fc.constantFrom(...HOSTILE_TEXTS)), numbers, (name, values) => {
        const curve = { steps: [1, 2, 3], values, seconds: values, length: 3 };
        const curves = {
          trainLoss: curve,
          trainAccuracy: curve,
          validationLoss: curve,
          validationAccuracy: curve,
        };
        const run = { id: 'a', name, stepsPerEpoch: 2, curves, test: null };
        const lines = metricsJsonLines([run]).split('\n').slice(0, -1);
        expect(lines.map((line) => (JSON.parse(line) as { run: string }).run)).toEqual(Array(6).fill(name));
        const rows = csvRows(metricsCsv([run]));
        expect(rows.map((cells) => cells.length)).toEqual(Array(7).fill(8));
        const [cell] = rows[1]!;
        expect(cell === name || cell === `'${name}`).toBe(true);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        const { cells } = JSON.parse(
          notebook({ name, experiment: aRun('a').experiment, classNames: [name], remarks: [name] }),
        ) as { cells: { cell_type: string; source: string[] }[] };
        const title = cells[0]!.source.join('');
        expect(title).not.toMatch(/(?<!\\)[<>]/);
      }),
      inputsFor('files: there and back'),
    );
  });
});

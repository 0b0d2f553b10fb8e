import { expect, it } from 'vitest';
import { autoTable, penTable } from './page-report';
import { markdown, raceTable, type Results } from './report';
import type { Standing } from './race';

const standing = (name: Standing['name'], laps: readonly number[], drawsPerStep = 0): Standing => ({
  name,
  msPerStep: laps[1]!,
  fastestMsPerStep: Math.min(...laps),
  laps,
  stepsPerLap: 10,
  drawsPerStep,
  loss: 0.1,
});

const RACE = {
  layerSizes: [784, 128, 10],
  standings: [standing('simd', [1, 2, 4]), standing('webgl', [20, 20, 40], 8.2)],
  absent: [{ name: 'jax-webgpu', reason: 'this browser offers no WebGPU' }],
} as const;

it('lays steps out by contestant, ratios by the round, and the absent with their reason', () => {
  expect(raceTable(RACE).split('\n')).toEqual([
    '| 784-128-10 | ms per step | times `simd` | times `webgl` | draws per step |',
    '| --- | --- | --- | --- | --- |',
    '| **`simd`**, ours | 2.0 | 1 | 0.10 | – |',
    '| **`webgl`**, ours | 20 | 10 | 1 | 8 |',
    '| jax-js, `jit`, webgpu | not here: this browser offers no WebGPU | – | – | – |',
  ]);
});

it('keeps a reason that has a bar in it within its cell', () => {
  const absent = [{ name: 'jax-webgl', reason: 'a | b' }] as const;
  expect(raceTable({ ...RACE, absent })).toContain(String.raw`| not here: a \| b | – | – | – |`);
});

it('lays the pen out by engine, median and 95th percentile', () => {
  // 1 to 100 in another order.
  const hundred = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
  const training = { answered: hundred, painted: [] };
  const atRest = { answered: [4.04, 2, 3], painted: [] };
  const rows = penTable([
    { preset: 'standard', engine: 'simd', latencies: { training, atRest }, reason: '' },
    { preset: 'champion', engine: 'webgl', latencies: undefined, reason: 'no WebGL' },
  ]).split('\n');
  expect(rows.slice(2)).toEqual([
    '| `standard`, `simd` | 51.0 / 96.0 (100) | 3.0 / 4.0 (3) |',
    '| `champion`, `webgl` | not here: no WebGL | – |',
  ]);
});

const SPEEDS = [
  { engine: 'webgl', timed: 459, trained: 1914, remembered: undefined, reason: '' },
  { engine: 'simd', timed: 511, trained: 300, remembered: undefined, reason: '' },
];

it('holds what auto was told against what came true', () => {
  expect(autoTable({ began: 'simd', ended: 'simd', engines: SPEEDS }).split('\n')).toEqual([
    '| `standard`, steps/s | timed | trained | timed : trained |  |',
    '| --- | --- | --- | --- | --- |',
    '| `webgl` | 459 | 1914 | 0.24 |  |',
    '| `simd` | 511 | 300 | 1.70 |  |',
    '',
    '`auto` takes `simd`; `webgl` trains fastest.',
  ]);
});

it('has a word for what is unknown, and a column for what the page remembers', () => {
  const engines = [
    { engine: 'webgl', timed: undefined, trained: 30, remembered: 29, reason: 'Only imitated.' },
    { engine: 'simd', timed: 500, trained: undefined, remembered: undefined, reason: 'It broke off.' },
  ];
  expect(autoTable({ began: 'simd', ended: 'webgl', engines }).split('\n')).toEqual([
    '| `standard`, steps/s | timed | trained | timed : trained | shown as trained |  |',
    '| --- | --- | --- | --- | --- | --- |',
    '| `webgl` | – | 30 | – | 29 | Only imitated. |',
    '| `simd` | 500 | – | – | – | It broke off. |',
    '',
    '`auto` takes `simd` first and `webgl` in the end; `webgl` trains fastest.',
  ]);
});

it('leaves out the stages that were not asked for', () => {
  const nothing: Results = {
    date: '',
    machine: {
      isIsolated: false,
      processor: 'P',
      cores: 2,
      browser: 'chromium 156',
      devices: { webgl: { kind: 'hardware', renderer: 'A card' }, webgpu: { kind: 'none', renderer: '' } },
      load: [0.25, 1],
    },
    rounds: 3,
    races: [],
    simdShares: [],
    pageRuns: [],
    panels: undefined,
    pen: [],
    auto: undefined,
  };
  const machine =
    'P, 2 cores; chromium 156; WebGL: A card; WebGPU: none; pages that are not isolated, without threads; load 0.3 before and 1.0 after.';
  expect(markdown(nothing)).toBe(machine);
  const auto = { began: 'simd', ended: 'simd', engines: SPEEDS };
  expect(markdown({ ...nothing, auto })).toBe(`${machine}\n\n${autoTable(auto)}`);
});

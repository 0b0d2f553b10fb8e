import { describe, expect, it } from 'vitest';
import { FIELDS } from './experiment';
import { plainText, readField, readLayers, readNumbers } from './read-number';

describe('numbers that are typed', () => {
  it.each<[string, number]>([
    ['0.01', 0.01],
    ['.5', 0.5],
    ['5.', 5],
    [' 0,01 ', 0.01],
    [',5', 0.5],
    ['０．０１', 0.01],
    ['٠٫٠١', 0.01],
    ['٠,٥', 0.5],
    ['०.०१', 0.01],
    ['𝟎.𝟓', 0.5],
    ['๐.๕', 0.5],
    ['𞥐.𞥕', 0.5],
    ['1e-3', 0.001],
    ['1E−3', 0.001],
    ['1e–3', 0.001],
    ['1,5e-3', 0.0015],
    ['1e 0', 1],
    ['5×10^-3', 0.005],
    ['5 × 10⁻³', 0.005],
    ['5·10−3', 0.005],
    ['5 x 10^(-3)', 0.005],
    ['5*10**-3', 0.005],
    ['10^-2', 0.01],
    ['10⁻²', 0.01],
    ['5%', 0.05],
    ['7 %', 0.07],
    ['12,5٪', 0.125],
    ['0.\u200b01', 0.01],
    ['\ufeff0.01\u00a0', 0.01],
    ['0\u00ad.01', 0.01],
    ['0. 01', 0.01],
    ['1,000', 1],
    ['1.500', 1.5],
    ['+0.5', 0.5],
    ['0,000 1', 0.0001],
    ['0.000_05', 0.00005],
    ['“0.01”', 0.01],
    ['0.01,', 0.01],
    ['0.01。', 0.01],
    ['**0.01**', 0.01],
    ['½', 0.5],
    ['1½', 1.5],
    ['1/8', 0.125],
  ])('reads %j as a learning rate of %d', (text, value) => {
    expect(readField(FIELDS.learningRate, text)).toBe(value);
  });

  it.each<[string, number]>([
    ['1,000', 1000],
    ['1.000', 1000],
    ['1 000', 1000],
    ['1\u202f000', 1000],
    ["1'000", 1000],
    ['1’000', 1000],
    ['1_000', 1000],
    ['1٬000', 1000],
    ['１，０００', 1000],
    ['1,024', 1024],
    ['1.024', 1024],
    ['128.000', 128],
    ['128,0', 128],
    ['١٢٨', 128],
    ['1e2', 100],
    ['1 000,0', 1000],
    ['1.000,0', 1000],
  ])('reads %j as a batch of %d', (text, value) => {
    expect(readField(FIELDS.batchSize, text)).toBe(value);
  });

  it.each<[string, number]>([
    ['4.294.967.295', 4294967295],
    ['4,294,967,295', 4294967295],
    ['1,00,000', 100000],
    ['000', 0],
    ['1,00', 1],
  ])('reads %j as the seed %d', (text, value) => {
    expect(readField(FIELDS.seed, text)).toBe(value);
  });

  it.each(['', ' ', '-', '.', ',', 'e3', '1e', '1e3.5', '0x1', '1-5', '1 2', '1,2,3', '1.2.3', '1..5'])(
    'refuses %j as a seed',
    (text) => expect(readField(FIELDS.seed, text)).toBeUndefined(),
  );

  it.each([
    'fast',
    '1_0',
    "1'00",
    '1.000,5,0',
    'Infinity',
    'NaN',
    '0.5 0.6',
    '%',
    '5%%',
    'l',
    '5x10',
    '-0.5',
    '−1',
  ])('refuses %j as a learning rate', (text) => expect(readField(FIELDS.learningRate, text)).toBeUndefined());

  it('knows no per cent of a whole number, and keeps a minus', () => {
    expect(readNumbers('5%', true)).toEqual([]);
    expect(readNumbers('– 2,5', false)).toEqual([-2.5]);
    expect(readNumbers('1.234.567,5', false)).toEqual([1234567.5]);
  });
});

describe('layers that are typed', () => {
  it.each<[string, readonly number[]]>([
    ['64-32', [64, 32]],
    ['64, 32', [64, 32]],
    ['64,32', [64, 32]],
    ['64 32', [64, 32]],
    ['64x32', [64, 32]],
    ['64 × 32', [64, 32]],
    ['64–32', [64, 32]],
    ['64 — 32', [64, 32]],
    ['[64, 32]', [64, 32]],
    ['(64; 32)', [64, 32]],
    ['64→32', [64, 32]],
    ['64 -> 32', [64, 32]],
    ['64/32', [64, 32]],
    ['６４，３２', [64, 32]],
    ['٦٤-٣٢', [64, 32]],
    ['64、32', [64, 32]],
    ['1,024', [1024]],
    ['1,024, 512', [1024, 512]],
    ['1.024-512', [1024, 512]],
    ['1 024', [1024]],
    ['1024 512', [1024, 512]],
    ['2,128', [2, 128]],
    ['none', []],
    [' None ', []],
  ])('reads %j', (text, layers) => {
    expect(readField(FIELDS.hidden, text)).toEqual(layers);
  });

  it.each(['', '-', '64--32', '64-', '-64', 'none-64', '64 two', '6.4', '[]', '64, 32,'])(
    'refuses %j',
    (text) => {
      expect(readField(FIELDS.hidden, text)).toBeUndefined();
    },
  );

  it('leaves what the limits decide to them', () => {
    expect(readLayers('1,024')).toEqual([[1024], [1, 24]]);
  });
});

it('makes text plain', () => {
  expect(plainText(' ﻿Ｗebgl\u00a0–\u200d２ ')).toBe('Webgl -2');
});

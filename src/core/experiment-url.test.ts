import { describe, expect, it } from 'vitest';
import { experimentProblems } from './experiment';
import { formatAddress, parseAddress } from './experiment-url';
import { PRESET_NAMES, PRESETS } from './presets';

describe('parseAddress', () => {
  it('reads every public parameter', () => {
    const { experiment, autostart, problems } = parseAddress(
      '?preset=quick&engine=tfjs-wasm&hidden=64-32-16&activation=tanh&firstLayer=gabor&optimizer=rmsprop&lr=5e-4&batch=32' +
        '&epochs=3&dropout=0.25&weightDecay=0.01&augment=on&augmentStrength=1.5&drawn=0.2&seed=4294967295&autostart=1',
    );
    expect(problems).toEqual([]);
    expect(autostart).toBe(true);
    expect(experiment).toEqual({
      ...PRESETS.quick.experiment,
      engine: 'tfjs-wasm',
      hidden: [64, 32, 16],
      activation: 'tanh',
      firstLayer: 'gabor',
      optimizer: 'rmsprop',
      learningRate: 0.0005,
      batchSize: 32,
      epochs: 3,
      dropout: 0.25,
      weightDecay: 0.01,
      augment: true,
      augmentStrength: 1.5,
      drawnDigits: 0.2,
      seed: 4294967295,
    });
  });

  it.each(['none', 'None', 'NONE'])('reads hidden=%s as no hidden layer', (text) => {
    const { experiment, problems } = parseAddress(`?preset=quick&hidden=${text}`);
    expect(problems).toEqual([]);
    expect(experiment).toEqual({ ...PRESETS.quick.experiment, hidden: [] });
  });

  it.each(PRESET_NAMES)('knows the preset %s', (name) => {
    expect(parseAddress(`?preset=${name}`)).toEqual({
      experiment: PRESETS[name].experiment,
      autostart: false,
      embed: false,
      problems: [],
    });
  });

  it('is the standard preset when nothing is given', () => {
    expect(parseAddress('')).toEqual({
      experiment: PRESETS.standard.experiment,
      autostart: false,
      embed: false,
      problems: [],
    });
  });

  it.each([
    ['lr', 'fast'],
    ['lr', '0'],
    ['lr', '0x1'],
    ['lr', ''],
    ['batch', '0'],
    ['batch', '2049'],
    ['batch', '12.5'],
    ['hidden', ''],
    ['hidden', 'none-64'],
    ['hidden', '256--128'],
    ['hidden', '0'],
    ['hidden', '4096'],
    ['hidden', '1-2-3-4-5'],
    ['activation', 'swish'],
    ['engine', 'cuda'],
    ['dropout', '1'],
    ['augment', 'yes'],
    ['augmentStrength', '2.1'],
    ['drawn', '1.1'],
    ['seed', '-1'],
    ['preset', 'best'],
    ['autostart', 'true'],
    ['embed', 'yes'],
  ])('names the parameter for %s=%s and keeps the rest', (param, value) => {
    const { experiment, problems } = parseAddress(`?epochs=7&${param}=${value}`);
    expect(problems.map((p) => p.param)).toEqual([param]);
    expect(problems[0]!.message).toContain(`${param} must be `);
    expect(experiment).toEqual({ ...PRESETS.standard.experiment, epochs: 7 });
  });
});

describe('formatAddress', () => {
  it('writes a preset by name alone', () => {
    for (const name of PRESET_NAMES) {
      expect(formatAddress(PRESETS[name].experiment, false)).toBe(`?preset=${name}`);
    }
  });

  it('keeps the lesson that the address named, and nothing else of it', () => {
    const before = '?preset=champion&lr=1&other=1&task=Why%20%26%20how%3F&compare=a,b&lesson=dropout&embed=1';
    expect(formatAddress(PRESETS.quick.experiment, true, before)).toBe(
      '?preset=quick&autostart=1&lesson=dropout&task=Why+%26+how%3F&compare=a%2Cb&embed=1',
    );
  });

  it('is read back to the same experiment', () => {
    const odd = {
      ...PRESETS.champion.experiment,
      hidden: [1, 2048],
      learningRate: 1e-6,
      labelSmoothing: 0.1,
      schedule: 'step',
      augment: false,
      augmentStrength: 0,
      drawnDigits: 1,
      seed: 0,
    } as const;
    const read = parseAddress(formatAddress(odd, true));
    expect(read).toEqual({ experiment: odd, autostart: true, embed: false, problems: [] });
  });
});

it('writes no hidden layer as hidden=none', () => {
  const regression = { ...PRESETS.quick.experiment, hidden: [] };
  expect(formatAddress(regression, true)).toBe('?preset=quick&hidden=none&autostart=1');
  expect(parseAddress(formatAddress(regression, true)).experiment).toEqual(regression);
});

describe('experimentProblems', () => {
  it('accepts the presets and names each broken field', () => {
    for (const name of PRESET_NAMES) expect(experimentProblems({ ...PRESETS[name].experiment })).toEqual([]);
    const broken = { ...PRESETS.quick.experiment, hidden: [0], epochs: Number.NaN, optimizer: undefined };
    expect(experimentProblems(broken).join('\n')).toMatch(/Hidden layers.*\n.*Optimiser.*\n.*Epochs/);
  });
});

import { expect, it } from 'vitest';
import { benchmarkKey } from './device';
import { PRESETS } from './presets';

it('names what a speed depends on, layers or none', () => {
  const experiment = { ...PRESETS.quick.experiment, augment: false };
  expect(benchmarkKey({ ...experiment, hidden: [256, 128] })).toBe('256-128 by 128 relu adam');
  expect(benchmarkKey({ ...experiment, hidden: [] })).toBe('none by 128 relu adam');
});

import { expect, it } from 'vitest';
import { layerSizesOf } from '../../core/network';
import { unsupported } from './support';

const LIMITS = { webglVersion: 2, maxDrawBuffers: 8, maxColorAttachments: 8, maxTextureSize: 4096 };
const sentenceFor = (hidden: readonly number[], maxTextureSize = 4096) =>
  unsupported(
    {
      network: { layerSizes: layerSizesOf(hidden), activation: 'relu' },
      optimizer: 'adam',
      maxBatchSize: 128,
      seed: 1,
    },
    { ...LIMITS, maxTextureSize },
  )?.message;

it('takes up to four hidden layers, and none', () => {
  for (const hidden of [[], [128], [2048, 2048, 2048, 2048]]) expect(sentenceFor(hidden)).toBeUndefined();
  expect(sentenceFor([1, 1, 1, 1, 1])).toContain('up to 4 hidden layers');
  expect(sentenceFor([2049])).toContain('up to 2048 units');
  expect(sentenceFor([], 64)).toContain('too wide');
});

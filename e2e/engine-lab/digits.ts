/** Made-up digits that can be learned: noise on a dark ground, with a bright bar whose place depends on the label. */
import type { Batch } from '../../src/core/batch';
import { randomUniform } from '../../src/core/random';

export function batchAt(step: number, count: number): Batch {
  const pixels = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    labels[row] = Math.floor(randomUniform(99, step * 5000 + row) * 10);
    for (let i = 0; i < 784; i++) {
      const bar = Math.floor(i / 78) === labels[row];
      pixels[row * 784 + i] = (bar ? 150 : 0) + 100 * randomUniform(row + 5000 * step, i);
    }
  }
  return { pixels, labels, count, indices: new Uint32Array(count), epoch: 0 };
}

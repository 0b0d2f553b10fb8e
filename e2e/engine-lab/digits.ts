/**
 * Made-up digits that can be learned: like MNIST's they fill the middle 20 x 20 pixels, about half of which hold ink;
 * where a band of it lies depends on the label.
 */
import type { Batch } from '../../src/core/batch';
import { randomUniform } from '../../src/core/random';

export function batchAt(step: number, count: number): Batch {
  const pixels = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    labels[row] = Math.floor(randomUniform(99, step * 5000 + row) * 10);
    for (let i = 0; i < 400; i++) {
      const noise = randomUniform(row + 5000 * step, i);
      const band = Math.floor(i / 40) === labels[row];
      const at = row * 784 + 28 * (4 + Math.floor(i / 20)) + 4 + (i % 20);
      pixels[at] = band ? 155 + 100 * noise : noise < 0.5 ? 0 : 200 * (noise - 0.5);
    }
  }
  return {
    pixels,
    labels,
    count,
    indices: Uint32Array.from(labels, (_, row) => 5000 * step + row),
    epoch: 0,
  };
}

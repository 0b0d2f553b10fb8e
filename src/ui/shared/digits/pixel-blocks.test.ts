import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE, PixelBlocks } from './pixel-blocks';

/** A list in which the digit at a place has the number 3 * place, and whose first pixel is its number's last byte. */
function setUp(length: number) {
  const asked: number[][] = [];
  const blocks = new PixelBlocks(
    Uint32Array.from({ length }, (_, place) => 3 * place),
    (indices) => {
      asked.push([indices[0]!, indices.length]);
      const pixels = new Uint8Array(indices.length * 784);
      for (const [i, index] of indices.entries()) pixels[i * 784] = index & 255;
      return Promise.resolve(pixels);
    },
  );
  return { blocks, asked };
}

describe('PixelBlocks', () => {
  it('fetches the blocks that are looked at, once, and hands out each digit’s own pixels', async () => {
    const { blocks, asked } = setUp(700);
    expect(blocks.peek(250)).toBeUndefined();
    await Promise.all([blocks.load(250, 12), blocks.load(255, 3)]);
    await blocks.load(0, 700);
    expect(asked).toEqual([
      [0, BLOCK_SIZE],
      [3 * BLOCK_SIZE, BLOCK_SIZE],
      [6 * BLOCK_SIZE, 700 - 2 * BLOCK_SIZE],
    ]);
    for (const place of [0, 255, 256, 699]) expect(blocks.peek(place)?.[0]).toBe((3 * place) & 255);
    expect(blocks.peek(699)).toHaveLength(784);
  });

  it('lets go of the blocks that were looked at longest ago', async () => {
    const { blocks, asked } = setUp(66 * BLOCK_SIZE);
    await blocks.load(0, 64 * BLOCK_SIZE);
    blocks.peek(0);
    await blocks.load(64 * BLOCK_SIZE, 1);
    expect(blocks.peek(0)).toBeDefined();
    expect(blocks.peek(BLOCK_SIZE)).toBeUndefined();
    expect(asked).toHaveLength(65);
  });
});

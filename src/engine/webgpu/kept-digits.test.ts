import { beforeEach, expect, it, vi } from 'vitest';
import type { BatchOrigin } from '../../core/batch';
import { KeptDigits } from './kept-digits';

/** 50 digits in shards of 20. */
const origin: BatchOrigin = {
  pixels: new Uint8Array(50 * 784),
  shardSize: 20,
  drawn: new Uint8Array(8),
  drawnPixels: new Uint8Array(8 * 784),
};

function device(refuses: boolean, maxBufferSize = 1e9) {
  const writes: (readonly [at: number, bytes: number])[] = [];
  const destroy = vi.fn();
  const fake = {
    limits: { maxBufferSize, maxStorageBufferBindingSize: 1e9 },
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(refuses ? { message: 'no memory' } : null),
    createBuffer: vi.fn(({ size }: { size: number }) => ({ size, destroy })),
    queue: {
      writeBuffer: (_: unknown, at: number, __: unknown, from: number, bytes: number) => {
        expect(from).toBe(at);
        writes.push([at / 784, bytes / 784]);
      },
    },
  };
  return {
    kept: new KeptDigits(fake as unknown as GPUDevice),
    writes,
    destroy,
    createBuffer: fake.createBuffer,
  };
}

beforeEach(() => {
  vi.stubGlobal('GPUBufferUsage', { STORAGE: 1, COPY_DST: 2 });
});

it('brings each shard once, when a batch first takes a digit from it', async () => {
  const { kept, writes, createBuffer } = device(false);
  expect(kept.of(origin).buffer).toBeUndefined();
  await vi.waitFor(() => expect(kept.of(origin).buffer).toBeDefined());
  const set = kept.of(origin);
  set.bring(Uint32Array.of(25, 39, 21), 3);
  set.bring(Uint32Array.of(5, 45, 22), 1);
  expect(writes).toEqual([
    [20, 20],
    [0, 20],
  ]);
  // The last shard is shorter.
  set.bring(Uint32Array.of(45, 3), 2);
  expect(writes.at(-1)).toEqual([40, 10]);
  expect(writes).toHaveLength(3);
  expect(createBuffer).toHaveBeenCalledTimes(1);
});

it('keeps nothing where memory is refused, or there can be no such buffer', async () => {
  const { kept, destroy } = device(true);
  void kept.of(origin);
  await vi.waitFor(() => expect(destroy).toHaveBeenCalled());
  expect(kept.of(origin).buffer).toBeUndefined();
  const small = device(false, 1000);
  await Promise.resolve();
  expect(small.kept.of(origin).buffer).toBeUndefined();
  expect(small.createBuffer).not.toHaveBeenCalled();
});

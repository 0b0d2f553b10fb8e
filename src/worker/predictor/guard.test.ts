import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, FakeServer } from '../../dataset/testing/fake-server';
import { Guard } from './guard';

const file = (name: string) =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../../public/networks', name)));

function served() {
  const server = new FakeServer(new Map(['guard.json', 'guard.bin'].map((name) => [name, file(name)])));
  const { fetch } = server;
  const guard = new Guard({ fetch, retries: 1, retryDelayMs: 1, stallMs: 1000 });
  return { server, guard, load: () => guard.load(server.baseUrl) };
}

/** An upright line, and a square filled to its edges, as [2, 784]. */
function pictures(): Uint8Array {
  const pixels = new Uint8Array(2 * 784);
  for (let y = 4; y < 24; y++) {
    pixels.fill(255, y * 28 + 13, y * 28 + 15);
    pixels.fill(255, 784 + y * 28 + 4, 784 + y * 28 + 24);
  }
  return pixels;
}

describe('the guard', () => {
  it('tells a one from a block once it is loaded', async () => {
    const { guard, load } = served();
    expect(guard.likeness(pictures(), 2)).toBeUndefined();
    expect(await load()).toBe(true);
    const [one, block] = guard.likeness(pictures(), 2)!;
    expect(one).toBeGreaterThan(0.9);
    expect(block).toBeLessThan(0.1);
  });

  it.each(['missing', 'truncated', 'flipped', 'offline'] as const)(
    'holds its tongue when its weights are %s',
    async (how) => {
      const { server, guard, load } = served();
      server.misbehaviour.set('guard.bin', { always: answers[how] });
      expect(await load()).toBe(false);
      expect(guard.likeness(pictures(), 2)).toBeUndefined();
    },
  );
});

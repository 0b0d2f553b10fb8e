import { describe, expect, it, vi } from 'vitest';
import { StayAwake } from './stay-awake';

function setUp() {
  const held: { end: () => void }[] = [];
  const view = { isInView: true };
  const request = vi.fn(() => {
    let hear = (): void => {};
    const lock = {
      release: () => {
        lock.end();
        return Promise.resolve();
      },
      addEventListener: (_: string, listener: () => void) => (hear = listener),
      end: () => {
        held.splice(held.indexOf(lock), 1);
        hear();
      },
    };
    held.push(lock);
    return Promise.resolve(lock);
  });
  const awake = new StayAwake(request, () => view.isInView);
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { held, view, request, awake, settled };
}

describe('the screen', () => {
  it('is held while wanted, once, and let go', async () => {
    const { awake, held, request, settled } = setUp();
    awake.want(true);
    awake.want(true);
    await settled();
    expect([held.length, request.mock.calls.length]).toEqual([1, 1]);
    awake.want(false);
    await settled();
    expect(held).toEqual([]);
  });

  it('is asked for anew when the page comes into view, for the browser has let go meanwhile', async () => {
    const { awake, held, view, request, settled } = setUp();
    awake.want(true);
    await settled();
    view.isInView = false;
    held[0]!.end();
    view.isInView = true;
    await awake.settle();
    expect([held.length, request.mock.calls.length]).toEqual([1, 2]);
  });

  it('is let go also when the wish ends while it is being asked for', async () => {
    const { awake, held, settled } = setUp();
    awake.want(true);
    awake.want(false);
    await settled();
    expect(held).toEqual([]);
  });

  it('is not held, and nobody told, where it is refused', async () => {
    const awake = new StayAwake(
      () => Promise.reject(new Error('battery low')),
      () => true,
    );
    awake.want(true);
    await expect(awake.settle()).resolves.toBeUndefined();
  });
});

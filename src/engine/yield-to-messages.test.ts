import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A channel whose messages take so many ms of fake time. */
function stubChannel(delayMs: number) {
  const posted: number[] = [];
  vi.stubGlobal(
    'MessageChannel',
    class {
      port2 = Object.assign(new EventTarget(), { start: () => undefined });
      port1 = {
        postMessage: (data: number) => {
          posted.push(data);
          setTimeout(() => this.port2.dispatchEvent(new MessageEvent('message', { data })), delayMs);
        },
      };
    },
  );
  return posted;
}

/** How long `count` yields take, one after the other, in ms of fake time. */
async function timeOf(yieldToMessages: () => Promise<void>, count: number): Promise<number> {
  const startedAt = Date.now();
  for (let i = 0; i < count; i++) {
    const turn = { isOver: false };
    const over = yieldToMessages().then(() => {
      turn.isOver = true;
    });
    while (!turn.isOver) await vi.advanceTimersByTimeAsync(1);
    await over;
  }
  return Date.now() - startedAt;
}

const load = async () => (await import('./yield-to-messages')).yieldToMessages;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('yieldToMessages', () => {
  it('goes by messages where they are fast', async () => {
    const posted = stubChannel(1);
    expect(await timeOf(await load(), 100)).toBe(100);
    expect(posted).toHaveLength(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for no message where they are slow, and soon sends hardly any', async () => {
    const posted = stubChannel(300);
    // Five races of 4 ms, the rest by a timer of 1 ms.
    expect(await timeOf(await load(), 68)).toBe(4 * 4 + 64);
    expect(posted).toHaveLength(4);
    expect(await timeOf(await load(), 1)).toBe(4);
    expect(posted).toHaveLength(5);
  });

  it('ends nothing by a message that comes late', async () => {
    const slow = stubChannel(300);
    const yieldToMessages = await load();
    await timeOf(yieldToMessages, 3);
    await vi.advanceTimersByTimeAsync(400);
    expect(slow).toHaveLength(3);
    expect(await timeOf(yieldToMessages, 1)).toBe(4);
  });

  it('each of several at once has its own turn', async () => {
    stubChannel(1);
    const yieldToMessages = await load();
    const order: number[] = [];
    const all = [1, 2, 3].map((n) => yieldToMessages().then(() => order.push(n)));
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(all);
    expect(order).toEqual([1, 2, 3]);
  });
});

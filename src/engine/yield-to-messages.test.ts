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
  vi.unstubAllGlobals();
});

describe('yieldToMessages', () => {
  it('goes by messages where they are fast', async () => {
    const posted = stubChannel(1);
    expect(await timeOf(await load(), 100)).toBe(100);
    expect(posted).toHaveLength(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for no message where they are slow: soon it sends hardly any, and compiles nothing in a task of its own', async () => {
    const posted = stubChannel(300);
    const compile = vi.fn(() => new Promise((resolve) => setTimeout(() => resolve({}), 1)));
    vi.stubGlobal('WebAssembly', { compile });
    // Four races of 4 ms, the rest by a module of 1 ms.
    expect(await timeOf(await load(), 68)).toBe(4 * 4 + 64);
    expect(posted).toHaveLength(4);
    expect(compile).toHaveBeenCalledTimes(64);
    expect(await timeOf(await load(), 1)).toBe(4);
    expect(posted).toHaveLength(5);
  });

  it.each([
    ['is switched off', undefined],
    ['is forbidden', { compile: () => Promise.reject(new Error('by the policy')) }],
  ])('goes by a timer where messages are slow and WebAssembly %s', async (_, stub) => {
    stubChannel(300);
    vi.stubGlobal('WebAssembly', stub);
    if (!stub) Reflect.deleteProperty(globalThis, 'WebAssembly');
    expect(await timeOf(await load(), 68)).toBe(4 * 4 + 64);
  });

  it('compiles what every browser takes for a module', async () => {
    vi.useRealTimers();
    vi.stubGlobal('setTimeout', (run: () => void) => queueMicrotask(run));
    stubChannel(300);
    const compile = vi.spyOn(WebAssembly, 'compile');
    const yieldToMessages = await load();
    for (let i = 0; i < 5; i++) await yieldToMessages();
    expect(await compile.mock.results[0]!.value).toBeInstanceOf(WebAssembly.Module);
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

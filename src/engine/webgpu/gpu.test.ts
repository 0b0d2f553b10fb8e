import { afterEach, expect, it, vi } from 'vitest';
import type { openGpu as OpenGpu } from './gpu';

interface FakeDevice extends EventTarget {
  readonly limits: object;
  readonly lost: Promise<{ reason: string }>;
  lose(reason: 'unknown' | 'destroyed'): Promise<void>;
}

function fakeDevice(): FakeDevice {
  let tell: (loss: { reason: string }) => void = () => {};
  const lost = new Promise<{ reason: string }>((resolve) => (tell = resolve));
  return Object.assign(new EventTarget(), {
    limits: {},
    lost,
    lose: async (reason: string) => {
      tell({ reason });
      await lost;
      await Promise.resolve();
    },
  });
}

/** A browser with such an adapter; each call of requestDevice makes another device. */
async function browser(
  isFallbackAdapter: boolean,
): Promise<{ openGpu: typeof OpenGpu; devices: FakeDevice[] }> {
  const devices: FakeDevice[] = [];
  const adapter = {
    info: { vendor: 'acme', isFallbackAdapter },
    limits: { maxBufferSize: 5 },
    requestDevice: () => {
      devices.push(fakeDevice());
      return Promise.resolve(devices.at(-1));
    },
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } });
  vi.resetModules();
  const { openGpu } = await import('./gpu');
  return { openGpu, devices };
}
afterEach(() => {
  vi.unstubAllGlobals();
});

it('opens one device for all, tells them when it is lost, and opens another after that', async () => {
  const { openGpu, devices } = await browser(false);
  const told: string[] = [];
  const first = await openGpu({ onLost: () => told.push('first') });
  const second = await openGpu({ onLost: () => told.push('second') });
  expect(devices).toHaveLength(1);
  expect(first.ok && second.ok && first.value === second.value).toBe(true);
  await devices[0]!.lose('unknown');
  expect(told).toEqual(['first', 'second']);
  expect(first.ok && first.value.trouble).toContain('lost');
  await openGpu({ onLost: () => told.push('third') });
  expect(devices).toHaveLength(2);
  expect(told).toHaveLength(2);
});

it('tells nobody of a device that was put away', async () => {
  const { openGpu, devices } = await browser(false);
  const onLost = vi.fn();
  await openGpu({ onLost });
  await devices[0]!.lose('destroyed');
  expect(onLost).not.toHaveBeenCalled();
});

it('refuses an imitated device, but not in tests', async () => {
  const { openGpu } = await browser(true);
  const refused = await openGpu({ onLost: () => {} });
  expect(refused.ok ? '' : refused.fault.message).toContain('imitates');
  expect((await openGpu({ onLost: () => {}, allowImitated: true })).ok).toBe(true);
});

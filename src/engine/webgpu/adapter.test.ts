import { afterEach, expect, it, vi } from 'vitest';
import { adapterName, detectWebgpu } from './adapter';

const offer = (adapter: object | null | Error): void => {
  vi.stubGlobal('navigator', {
    gpu: {
      requestAdapter: () => (adapter instanceof Error ? Promise.reject(adapter) : Promise.resolve(adapter)),
    },
  });
};
afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  [
    'a card',
    {
      info: {
        vendor: 'nvidia',
        architecture: 'hopper',
        device: '',
        description: '',
        isFallbackAdapter: false,
      },
    },
    { kind: 'hardware', renderer: 'nvidia hopper' },
  ],
  [
    'a card with a name',
    { info: { vendor: 'acme', architecture: '', device: '', description: 'Card 9' } },
    { kind: 'hardware', renderer: 'Card 9' },
  ],
  [
    'an imitation',
    { info: { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true } },
    { kind: 'software', renderer: 'google swiftshader' },
  ],
  ['an imitation as older browsers tell it', { isFallbackAdapter: true }, { kind: 'software', renderer: '' }],
  [
    'an imitation that does not say so',
    { info: { vendor: 'mesa', description: 'llvmpipe (LLVM 15)' } },
    { kind: 'software', renderer: 'llvmpipe (LLVM 15)' },
  ],
  ['nothing', null, { kind: 'none', renderer: '' }],
  ['an error', new Error('no'), { kind: 'none', renderer: '' }],
])('finds %s', async (_, adapter, expected) => {
  offer(adapter);
  expect(await detectWebgpu()).toEqual(expected);
});

it('finds nothing where there is no WebGPU, or no navigator', async () => {
  vi.stubGlobal('navigator', {});
  expect((await detectWebgpu()).kind).toBe('none');
  vi.stubGlobal('navigator', undefined);
  expect((await detectWebgpu()).kind).toBe('none');
});

it('has no name for an adapter that tells none', () => {
  expect(adapterName({ info: {} as GPUAdapterInfo })).toBe('');
});

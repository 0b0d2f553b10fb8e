import { expect, it } from 'vitest';
import { cardName, deviceWords } from './device-words';

it.each([
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', 'Apple M2'],
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'SwiftShader Device (Subzero)',
  ],
  [
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  ],
  ['NVIDIA GeForce GTX 980/PCIe/SSE2', 'NVIDIA GeForce GTX 980'],
  ['Mali-G78', 'Mali-G78'],
  ['llvmpipe (LLVM 15.0.7, 256 bits)', 'llvmpipe (LLVM 15.0.7, 256 bits)'],
])('%s is %s', (renderer, name) => expect(cardName(renderer)).toBe(name));

it('names the adapter where WebGPU has one', () => {
  const webgl = { kind: 'hardware', renderer: 'Mali-G78' } as const;
  const words = (kind: 'hardware' | 'software' | 'none', renderer: string) =>
    deviceWords({ ...webgl, webgpu: { kind, renderer } });
  expect(words('hardware', 'nvidia hopper')).toBe('Graphics: Mali-G78. WebGPU: nvidia hopper.');
  expect(words('hardware', '')).toContain('WebGPU: a graphics card.');
  expect(words('software', 'google swiftshader')).toBe('Graphics: Mali-G78.');
});

it('says what WebGL runs on', () => {
  expect(deviceWords({ kind: 'hardware', renderer: 'Mali-G78' })).toBe('Graphics: Mali-G78.');
  expect(deviceWords({ kind: 'hardware', renderer: '' })).toBe('There is a graphics card.');
  expect(deviceWords({ kind: 'software', renderer: 'llvmpipe' })).toContain('(llvmpipe)');
  expect(deviceWords({ kind: 'none', renderer: '' })).toContain('no WebGL');
});

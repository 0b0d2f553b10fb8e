import { expect, it } from 'vitest';
import type { Devices } from '../bench-lab/devices';
import { whyAbsent } from './absence';

const device = (kind: Devices['webgl']['kind']) => ({ kind, renderer: '' });
const NEITHER: Devices = { webgl: device('none'), webgpu: device('none') };
const IMITATED: Devices = { webgl: device('software'), webgpu: device('software') };
const CARD: Devices = { webgl: device('hardware'), webgpu: device('hardware') };

it('leaves out who needs what the browser does not offer, asked for or not', () => {
  for (const byName of [false, true]) {
    expect(whyAbsent('webgl', NEITHER, byName)).toBe('this browser offers no WebGL');
    expect(whyAbsent('jax-webgpu', { ...CARD, webgpu: device('none') }, byName)).toContain('no WebGPU');
    expect(whyAbsent('fit-webgpu', NEITHER, byName)).toContain('--enable-unsafe-webgpu');
    expect(whyAbsent('simd', NEITHER, byName)).toBeUndefined();
    expect(whyAbsent('jax-wasm', NEITHER, byName)).toBeUndefined();
  }
});

it('leaves out who is hopeless on an imitated card, unless called by name', () => {
  expect(whyAbsent('jax-webgl', IMITATED, false)).toContain('--only jax-webgl');
  expect(whyAbsent('jax-webgl', IMITATED, true)).toBeUndefined();
  expect(whyAbsent('jax-webgl', CARD, false)).toBeUndefined();
  expect(whyAbsent('webgl', IMITATED, false)).toBeUndefined();
  expect(whyAbsent('jax-webgpu', IMITATED, false)).toBeUndefined();
});

import { expect, it } from 'vitest';
import { CONTESTANTS } from '../bench-lab/contestants/names';
import { readOptions } from './options';

it('measures everything with everyone unless told otherwise', () => {
  const options = readOptions([]);
  expect([...options.stages]).toEqual(['steps', 'page', 'panels', 'pen', 'auto']);
  expect(options.only).toEqual(CONTESTANTS);
  expect(options.isCalledByName).toBe(false);
  expect(options.engines).toEqual({
    page: ['simd'],
    pen: ['webgpu', 'webgl', 'simd', 'tfjs-wasm'],
    auto: ['webgpu', 'webgl', 'simd'],
  });
  expect(options).toMatchObject({ isIsolated: false, rounds: 7, presets: ['standard'], browserArgs: [] });
  expect(readOptions(['--isolated']).isIsolated).toBe(true);
});

it('takes the stages, contestants, engines and presets that are named', () => {
  const steps = '--only jax-webgpu,simd,fit-webgpu --rounds 2';
  const page = '--engines simd,auto --presets champion,standard';
  const options = readOptions(`--stages auto,pen ${steps} ${page} --json x.json`.split(' '));
  expect([...options.stages]).toEqual(['pen', 'auto']);
  expect(options.only).toEqual(['simd', 'fit-webgpu', 'jax-webgpu']);
  expect(options.isCalledByName).toBe(true);
  // auto is what "auto" measures, never one of the engines that it is measured against.
  expect(options.engines).toEqual({ page: ['auto', 'simd'], pen: ['auto', 'simd'], auto: ['simd'] });
  expect(options).toMatchObject({ rounds: 2, presets: ['standard', 'champion'], json: 'x.json' });
});

it('is short, and off the page, when it is to be quick', () => {
  expect([...readOptions(['--quick']).stages]).toEqual(['steps']);
  expect([...readOptions(['--quick', '--stages', 'pen']).stages]).toEqual(['pen']);
  const [quick, thorough] = [readOptions(['--quick']), readOptions([])];
  for (const key of ['rounds', 'lapMs', 'drawings', 'trainSeconds'] as const) {
    expect(quick[key]).toBeLessThan(thorough[key]);
  }
});

it('hands switches to the browser, in one word or in two', () => {
  const switches = '--use-angle=vulkan --enable-features=Vulkan  --enable-unsafe-webgpu';
  const expected = ['--use-angle=vulkan', '--enable-features=Vulkan', '--enable-unsafe-webgpu'];
  expect(readOptions(['--browser-args', switches, '--quick']).browserArgs).toEqual(expected);
  expect(readOptions(['--quick', `--browser-args=${switches}`]).browserArgs).toEqual(expected);
  expect(readOptions(['--browser-args']).browserArgs).toEqual([]);
});

it('says what it does not know', () => {
  expect(() => readOptions(['--only', 'simd,jax'])).toThrow('No contestant is called jax.');
  expect(() => readOptions(['--stages', 'pencil'])).toThrow('No stage is called pencil.');
  expect(() => readOptions(['--engines', 'webgpux'])).toThrow('No engine is called webgpux.');
  expect(() => readOptions(['--presets', 'slow'])).toThrow('No preset is called slow.');
  expect(() => readOptions(['--rounds', '0'])).toThrow('--rounds wants a whole number from 1.');
  expect(() => readOptions(['--no-such-option'])).toThrow('--no-such-option');
});

/**
 * What this device's WebAssembly understands, found by validating a module with a single function in it:
 * `(func (result v128) (i32x4.splat (i32.const 0)) ... )`, with the instruction in question at its end. Validation compiles
 * nothing and takes microseconds.
 */
const I32_CONST_0 = [0x41, 0x00];
const I32X4_SPLAT = [0xfd, 0x11];
const ZERO_VECTOR = [...I32_CONST_0, ...I32X4_SPLAT];
const F32X4_RELAXED_MADD = [0xfd, 0x85, 0x02];
const END = 0x0b;

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const TYPES = [1, 5, 1, 0x60, 0, 1, 0x7b]; // one: () -> v128
const FUNCTIONS = [3, 2, 1, 0]; // one, of type 0

/** Lockdown modes take it away. */
export const hasWebAssembly = (): boolean => 'WebAssembly' in globalThis;

function validates(instructions: readonly number[]): boolean {
  if (!hasWebAssembly()) return false;
  const body = [0, ...instructions, END]; // no locals
  const code = [10, body.length + 2, 1, body.length, ...body];
  return WebAssembly.validate(Uint8Array.from([...MAGIC_AND_VERSION, ...TYPES, ...FUNCTIONS, ...code]));
}

/** 128-bit SIMD: Chrome 91, Firefox 89, Safari 16.4. */
export const hasSimd = (): boolean => validates(ZERO_VECTOR);

/** Relaxed SIMD, with a fused multiply-add: Chrome 114, Firefox 145. */
export const hasRelaxedSimd = (): boolean =>
  validates([...ZERO_VECTOR, ...ZERO_VECTOR, ...ZERO_VECTOR, ...F32X4_RELAXED_MADD]);

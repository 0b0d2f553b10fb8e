/** What the shaders have in common: reading blocks out of textures (see layout.ts), activations, dropout. */
import type { Activation } from '../../core/experiment';
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';

/** Whole numbers known when a network is chosen are written into the shaders as constants, so that loops unroll. */
export function header(
  outputs: number,
  constants: Readonly<Record<string, number>> = {},
  output = 'vec4',
): string {
  return `#version 300 es
    precision highp float;
    precision highp int;
    precision highp sampler2DArray;
    precision highp usampler2D;
    precision highp isampler2D;
    ${Object.entries(constants)
      .map(([name, value]) => `const int ${name} = ${value};`)
      .join('\n')}
    ${Array.from({ length: outputs }, (_, i) => `layout(location = ${i}) out ${output} output${i};`).join('\n')}`;
}

/** Writes a tall block: rows 0-3 of it from `top`, rows 4-7 from `bottom`. */
export const WRITE_TALL_BLOCK = `
    void writeTallBlock(mat4 top, mat4 bottom) {
      output0 = top[0]; output1 = top[1]; output2 = top[2]; output3 = top[3];
      output4 = bottom[0]; output5 = bottom[1]; output6 = bottom[2]; output7 = bottom[3];
    }`;

/** Reads half a tall block, 4 x 4: the upper rows with part = 0, the lower with part = 1. */
export const ACTIVATION_BLOCK = `
    mat4 activationBlock(sampler2DArray m, int column, int row, int part) {
      int layer = 4 * part;
      return mat4(
        texelFetch(m, ivec3(column, row, layer), 0), texelFetch(m, ivec3(column, row, layer + 1), 0),
        texelFetch(m, ivec3(column, row, layer + 2), 0), texelFetch(m, ivec3(column, row, layer + 3), 0));
    }`;

/** Four bytes of 0..255, whose division by 255 is left to the end of the sum that they go into. */
const PIXEL_BLOCK = `
    vec4 fourBytes(uint bytes) {
      // By way of int, since processors have an instruction for that conversion and none for uint.
      return vec4(ivec4(uvec4(bytes, bytes >> 8, bytes >> 16, bytes >> 24) & 255u));
    }
    mat4 pixelBlock(uvec4 t) {
      return mat4(fourBytes(t.x), fourBytes(t.y), fourBytes(t.z), fourBytes(t.w));
    }`;

export const blockFunctions = (fromPixels: boolean): string => (fromPixels ? PIXEL_BLOCK : ACTIVATION_BLOCK);
export const samplerOf = (fromPixels: boolean): string => (fromPixels ? 'usampler2D' : 'sampler2DArray');

/** Half a tall block of `texture`, a mat4: the upper rows with part = 0, the lower with part = 1. Bytes are not divided yet. */
export const readHalf = (
  fromPixels: boolean,
  texture: string,
  column: string,
  row: string,
  part: string,
): string =>
  fromPixels
    ? `pixelBlock(texelFetch(${texture}, ivec2(${column}, 2 * ${row} + ${part}), 0))`
    : `activationBlock(${texture}, ${column}, ${row}, ${part})`;

/** Reads a tall block of `texture` as the two mat4 x0 and x1. */
export const readValues = (fromPixels: boolean, texture: string, column: string, row: string): string =>
  `mat4 x0 = ${readHalf(fromPixels, texture, column, row, '0')};
          mat4 x1 = ${readHalf(fromPixels, texture, column, row, '1')};`;

/**
 * Runs `body` for k = 0 .. bound - 1, several times per round: software renderers carry every sum from one round to the
 * next through memory, which takes them as long as the products, and graphics chips get more fetches to wait for at once.
 */
export function unrolledLoop(bound: string, body: string, times = 4): string {
  const copies = Array.from({ length: times }, (_, i) => `{ int k = round + ${i}; ${body} }`);
  return `int round = 0;
      for (; round + ${times - 1} < ${bound}; round += ${times}) {
        ${copies.join('\n        ')}
      }
      for (; round < ${bound}; round++) { int k = round; ${body} }`;
}

/** Reads 4 x 4 parameters: inputs 4 * row .. and units 4 * column .. */
export function parameterBlock(layers: number): string {
  // Every division is done here: software renderers take many instructions for one in the middle of a loop.
  const column = (c: number) => `texelFetch(m, ivec3(x + ${Math.floor(c / layers)}, row, ${c % layers}), 0)`;
  return `
    mat4 parameterBlock(sampler2DArray m, int column, int row) {
      int x = ${4 / layers} * column;
      return mat4(${[0, 1, 2, 3].map(column).join(', ')});
    }`;
}

/** f, and its derivative written in terms of a = f(z), which is what is kept of the forward pass. */
const ACTIVATION: Readonly<Record<Activation, readonly [f: string, derivative: string]>> = {
  relu: ['max(z, 0.0)', 'vec4(greaterThan(a, vec4(0.0)))'],
  leakyRelu: [
    `max(z, ${LEAKY_RELU_SLOPE} * z)`,
    `mix(vec4(${LEAKY_RELU_SLOPE}), vec4(1.0), greaterThan(a, vec4(0.0)))`,
  ],
  elu: ['mix(exp(min(z, 0.0)) - 1.0, z, greaterThan(z, vec4(0.0)))', 'min(a, 0.0) + 1.0'],
  // In exponentials, for some drivers' tanh overflows; of a negative number only, so that these do not either.
  tanh: ['sign(z) * (1.0 - exp(-2.0 * abs(z))) / (1.0 + exp(-2.0 * abs(z)))', '1.0 - a * a'],
  sigmoid: ['1.0 / (1.0 + exp(-z))', 'a * (1.0 - a)'],
};

export const activationFunctions = (activation: Activation): string => `
    vec4 activate(vec4 z) { return ${ACTIVATION[activation][0]}; }
    vec4 derivative(vec4 a) { return ${ACTIVATION[activation][1]}; }`;

/**
 * Dropout as engine.ts defines it, by the hash of core/random.ts on four rows at once. The dropped share arrives as
 * ceil(rate * 2^24): a hash's upper 24 bits, as a whole number, are below it exactly when randomUniform() < rate.
 */
export const DROPOUT = `
    uniform uint dropoutKey;
    uniform uint dropoutBelow;
    uniform float keptScale;

    uvec4 mix32(uvec4 x) {
      x = (x ^ (x >> 16)) * 0x7feb352du;
      x = (x ^ (x >> 15)) * 0x846ca68bu;
      return x ^ (x >> 16);
    }
    /** 1 / (1 - rate) for rows firstRow .. firstRow + 3 that keep the unit, 0 for those that drop it. */
    vec4 keptUnit(int firstRow, int unit) {
      if (dropoutBelow == 0u) return vec4(1.0);
      uvec4 index = (uvec4(firstRow) + uvec4(0, 1, 2, 3)) * uint(UNITS) + uint(unit);
      uvec4 random = mix32(dropoutKey ^ mix32(index)) >> 8;
      return mix(vec4(keptScale), vec4(0.0), lessThan(random, uvec4(dropoutBelow)));
    }`;

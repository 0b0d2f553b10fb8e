/**
 * Program 2, once per hidden layer: a = dropout(f([x 1] [W; b])), and the column of ones for the next layer. In parts (see
 * plan.ts) these are two programs: 2a makes each part's sums, and 2b adds the parts and does everything else.
 */
import type { Activation } from '../../core/experiment';
import {
  ACTIVATION_BLOCK,
  activationFunctions,
  blockFunctions,
  DROPOUT,
  header,
  parameterBlock,
  readValues,
  samplerOf,
  unrolledLoop,
  WRITE_TALL_BLOCK,
} from './glsl';
import { blocksOf4, type ParameterShape } from './layout';

export const FORWARD_SAMPLERS = ['values', 'weights'] as const;
export const ADD_PARTS_SAMPLERS = ['sums'] as const;

const constantsOf = (shape: ParameterShape) => ({
  UNITS: shape.units,
  UNIT_BLOCKS: blocksOf4(shape.units),
  INPUT_BLOCKS: blocksOf4(shape.inputs + 1),
});

const operands = (shape: ParameterShape, fromPixels: boolean): string => `
    uniform ${samplerOf(fromPixels)} values;
    uniform sampler2DArray weights;
    ${blockFunctions(fromPixels)}
    ${parameterBlock(shape.layers)}`;

/** Adds block `k` of the inputs times block `k` of the weights of one block of units to the sums. */
const addProduct = (fromPixels: boolean, k: string, unitBlock: string): string =>
  `${readValues(fromPixels, 'values', k, 'at.y')}
            mat4 w = parameterBlock(weights, ${unitBlock}, ${k});
            top += x0 * w;
            bottom += x1 * w;`;

/** z's way to the activations: f, dropout, and the column of ones. */
const finish = (activation: Activation): string => `
    ${activationFunctions(activation)}
    ${DROPOUT}

    mat4 finish(mat4 z, int firstRow, int firstUnit) {
      for (int c = 0; c < 4; c++) {
        int unit = firstUnit + c;
        z[c] = unit < UNITS ? activate(z[c]) * keptUnit(firstRow, unit) : vec4(unit == UNITS ? 1.0 : 0.0);
      }
      return z;
    }`;

/** `sums` makes top and bottom; the column of ones may need a block of its own, for which there are no weights. */
const main = (sums: string, fromPixels: boolean): string => `
    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      mat4 top = mat4(0.0);
      mat4 bottom = mat4(0.0);
      if (at.x < UNIT_BLOCKS) {
        ${sums}
        ${fromPixels ? 'top /= 255.0; bottom /= 255.0;' : ''}
      }
      writeTallBlock(finish(top, 8 * at.y, 4 * at.x), finish(bottom, 8 * at.y + 4, 4 * at.x));
    }`;

/** Each run makes 8 rows of 4 units. `fromPixels`: for the first layer. */
export const forwardSource = (shape: ParameterShape, activation: Activation, fromPixels: boolean): string =>
  `${header(8, constantsOf(shape))}
    ${operands(shape, fromPixels)}
    ${finish(activation)}
    ${WRITE_TALL_BLOCK}
    ${main(unrolledLoop('INPUT_BLOCKS', addProduct(fromPixels, 'k', 'at.x')), fromPixels)}`;

/** 2a: each run makes one part of 8 rows of 4 units. The parts lie side by side, each of whole blocks of units. */
export function partsSource(shape: ParameterShape, fromPixels: boolean, parts: number): string {
  const { UNIT_BLOCKS, INPUT_BLOCKS } = constantsOf(shape);
  const constants = { UNIT_BLOCKS, INPUT_BLOCKS, PART_BLOCKS: Math.ceil(INPUT_BLOCKS / parts) };
  return `${header(8, constants)}
    ${operands(shape, fromPixels)}
    ${WRITE_TALL_BLOCK}

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      int part = at.x / UNIT_BLOCKS;
      int unitBlock = at.x - part * UNIT_BLOCKS;
      int first = part * PART_BLOCKS;
      // The last parts may be shorter, or have nothing at all.
      int count = min(PART_BLOCKS, INPUT_BLOCKS - first);
      mat4 top = mat4(0.0);
      mat4 bottom = mat4(0.0);
      ${unrolledLoop('count', addProduct(fromPixels, 'first + k', 'unitBlock'))}
      writeTallBlock(top, bottom);
    }`;
}

/** 2b: each run makes 8 rows of 4 units. */
export function addPartsSource(
  shape: ParameterShape,
  activation: Activation,
  fromPixels: boolean,
  parts: number,
): string {
  const { UNITS, UNIT_BLOCKS } = constantsOf(shape);
  const add = `for (int part = 0; part < PARTS; part++) {
          top += activationBlock(sums, part * UNIT_BLOCKS + at.x, at.y, 0);
          bottom += activationBlock(sums, part * UNIT_BLOCKS + at.x, at.y, 1);
        }`;
  return `${header(8, { UNITS, UNIT_BLOCKS, PARTS: parts })}
    uniform sampler2DArray sums;
    ${ACTIVATION_BLOCK}
    ${finish(activation)}
    ${WRITE_TALL_BLOCK}
    ${main(add, fromPixels)}`;
}

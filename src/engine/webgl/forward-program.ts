/** Program 2, once per hidden layer: a = dropout(f([x 1] [W; b])), and the column of ones for the next layer. */
import type { Activation } from '../../core/experiment';
import {
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

/** Each run makes 8 rows of 4 units. `fromPixels`: for the first layer. */
export function forwardSource(shape: ParameterShape, activation: Activation, fromPixels: boolean): string {
  const constants = {
    UNITS: shape.units,
    UNIT_BLOCKS: blocksOf4(shape.units),
    INPUT_BLOCKS: blocksOf4(shape.inputs + 1),
  };
  const product = `${readValues(fromPixels, 'values', 'k', 'at.y')}
            mat4 w = parameterBlock(weights, at.x, k);
            top += x0 * w;
            bottom += x1 * w;`;
  return `${header(8, constants)}
    uniform ${samplerOf(fromPixels)} values;
    uniform sampler2DArray weights;
    ${blockFunctions(fromPixels)}
    ${parameterBlock(shape.layers)}
    ${activationFunctions(activation)}
    ${DROPOUT}
    ${WRITE_TALL_BLOCK}

    mat4 finish(mat4 z, int firstRow, int firstUnit) {
      for (int c = 0; c < 4; c++) {
        int unit = firstUnit + c;
        z[c] = unit < UNITS ? activate(z[c]) * keptUnit(firstRow, unit) : vec4(unit == UNITS ? 1.0 : 0.0);
      }
      return z;
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      mat4 top = mat4(0.0);
      mat4 bottom = mat4(0.0);
      // The column of ones may need a block of its own, for which there are no weights.
      if (at.x < UNIT_BLOCKS) {
        ${unrolledLoop('INPUT_BLOCKS', product)}
        ${fromPixels ? 'top /= 255.0; bottom /= 255.0;' : ''}
      }
      writeTallBlock(finish(top, 8 * at.y, 4 * at.x), finish(bottom, 8 * at.y + 4, 4 * at.x));
    }`;
}

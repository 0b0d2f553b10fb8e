/**
 * Program 5, once per layer: g = [values 1]' dz, the gradient of the mean loss with respect to weights and biases. Where a
 * plan (see plan.ts) has it so, the layer has program 5 + 6 of update-program.ts instead, and g is never stored.
 */
import {
  ACTIVATION_BLOCK,
  blockFunctions,
  header,
  readValues,
  samplerOf,
  unrolledLoop,
  WRITE_TALL_BLOCK,
} from './glsl';
import { blocksOf4, type ParameterShape } from './layout';

export const GRADIENT_SAMPLERS = ['values', 'errors'] as const;

/** Each run makes 4 inputs x 8 units. `fromPixels`: for the first layer. */
export function gradientSource(shape: ParameterShape, fromPixels: boolean): string {
  const product = `${readValues(fromPixels, 'values', 'at.y', 'k')}
            mat4 w0 = transpose(x0);
            mat4 w1 = transpose(x1);
            left += w0 * activationBlock(errors, columns.x, k, 0) + w1 * activationBlock(errors, columns.x, k, 1);
            right += w0 * activationBlock(errors, columns.y, k, 0) + w1 * activationBlock(errors, columns.y, k, 1);`;
  return `${header(8, { LAST_BLOCK: blocksOf4(shape.units) - 1 })}
    uniform ${samplerOf(fromPixels)} values;
    uniform sampler2DArray errors;
    uniform int rowBlocks;
    ${fromPixels ? ACTIVATION_BLOCK : ''}
    ${blockFunctions(fromPixels)}
    ${WRITE_TALL_BLOCK}

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      // Where the blocks of units are odd in number, the last run makes its only block twice, and nobody reads the second.
      ivec2 columns = min(2 * at.x + ivec2(0, 1), ivec2(LAST_BLOCK));
      mat4 left = mat4(0.0);
      mat4 right = mat4(0.0);
      ${unrolledLoop('rowBlocks', product, 2)}
      ${fromPixels ? 'left /= 255.0; right /= 255.0;' : ''}
      writeTallBlock(left, right);
    }`;
}

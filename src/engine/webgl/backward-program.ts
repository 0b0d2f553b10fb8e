/**
 * Program 4, once per hidden layer but from the last to the first: dz = (dy W') * f'(a) * dropout, where dy is the
 * gradient that the next layer has just received, W its weights, ' a transpose, and * goes element by element.
 */
import type { Activation } from '../../core/experiment';
import {
  ACTIVATION_BLOCK,
  activationFunctions,
  DROPOUT,
  header,
  parameterBlock,
  unrolledLoop,
  WRITE_TALL_BLOCK,
} from './glsl';
import { blocksOf4, type ParameterShape } from './layout';

export const BACKWARD_SAMPLERS = ['errors', 'weights', 'values'] as const;

/** Each run makes 8 rows of 4 units of the hidden layer. `next`: the shape of the layer after it. */
export const backwardSource = (next: ParameterShape, activation: Activation): string => `
    ${header(8, { UNITS: next.inputs, NEXT_BLOCKS: blocksOf4(next.units) })}
    uniform sampler2DArray errors;
    uniform sampler2DArray weights;
    uniform sampler2DArray values;
    ${ACTIVATION_BLOCK}
    ${parameterBlock(next.layers)}
    ${activationFunctions(activation)}
    ${DROPOUT}
    ${WRITE_TALL_BLOCK}

    mat4 finish(mat4 dy, mat4 a, int firstRow, int firstUnit) {
      for (int c = 0; c < 4; c++) {
        int unit = firstUnit + c;
        vec4 kept = keptUnit(firstRow, unit);
        // The forward pass kept a * kept. Where that is 0 by dropout, the derivative is multiplied by 0 below.
        vec4 undropped = dropoutBelow == 0u ? a[c] : a[c] / keptScale;
        dy[c] = unit < UNITS ? dy[c] * derivative(undropped) * kept : vec4(0.0);
      }
      return dy;
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      mat4 top = mat4(0.0);
      mat4 bottom = mat4(0.0);
      ${unrolledLoop(
        'NEXT_BLOCKS',
        `mat4 w = transpose(parameterBlock(weights, k, at.x));
          top += activationBlock(errors, k, at.y, 0) * w;
          bottom += activationBlock(errors, k, at.y, 1) * w;`,
      )}
      writeTallBlock(
        finish(top, activationBlock(values, at.x, at.y, 0), 8 * at.y, 4 * at.x),
        finish(bottom, activationBlock(values, at.x, at.y, 1), 8 * at.y + 4, 4 * at.x));
    }`;

/**
 * Program 5, once per layer: the gradient g = [x 1]' dz of weights and biases, and at once the optimiser's update with it,
 * writing the new weights and slots into the textures that the previous step has left behind. The gradient itself is
 * never stored.
 */
import type { Optimizer } from '../../core/experiment';
import { OPTIMIZER_SLOTS } from '../../core/network';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../engine';
import { blockFunctions, header, samplerOf, withValues } from './glsl';
import { parameterHeight, type ParameterShape } from './layout';

/** A number as GLSL writes it: with a point or an exponent. */
const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** running average: decay * slot + share * value */
const blend = (slot: string, decay: number, value: string, share: number): string =>
  `${slot} = ${float(decay)} * ${slot} + ${float(share)} * ${value};`;

const adam = (decay: string): string => `
      ${blend('slot0', ADAM_BETA1, 'g', 1 - ADAM_BETA1)}
      ${blend('slot1', ADAM_BETA2, 'g * g', 1 - ADAM_BETA2)}
      vec4 direction = (slot0 / correction1) / (sqrt(slot1 / correction2) + ${EPSILON});
      w -= learningRate * (direction${decay});`;

const L2 = 'g += decay * w;';

/** The rules of engine.ts. decay: the weight decay, 0 in the row of the biases. */
const RULES: Readonly<Record<Optimizer, string>> = {
  sgd: `${L2} w -= learningRate * g;`,
  momentum: `${L2} ${blend('slot0', MOMENTUM, 'g', 1)} w -= learningRate * slot0;`,
  rmsprop: `${L2} ${blend('slot0', RMSPROP_DECAY, 'g * g', 1 - RMSPROP_DECAY)}
      w -= learningRate * g / sqrt(slot0 + ${EPSILON});`,
  adam: `${L2} ${adam('')}`,
  adamw: adam(' + decay * w'),
};

const slotNames = (optimizer: Optimizer): string[] => OPTIMIZER_SLOTS[optimizer].map((_, i) => `slot${i}`);

export const updateSamplers = (optimizer: Optimizer): string[] => [
  'values',
  'gradients',
  'w',
  ...slotNames(optimizer),
].map((name) => `${name}Texture`);

/** Each run makes 4 inputs x `layers` units of the weights and of every slot. */
export function updateSource(shape: ParameterShape, optimizer: Optimizer, fromPixels: boolean): string {
  const { inputs, layers } = shape;
  const names = ['w', ...slotNames(optimizer)];
  const columns = Array.from({ length: layers }, (_, l) => l);
  const constants = { INPUTS: inputs, LAYERS: layers, HEIGHT: parameterHeight(shape) };
  // A vector times a matrix in GLSL is the transposed matrix times the vector.
  const product = columns
    .map(
      (l) => `g${l} += texelFetch(gradientsTexture, above + ivec3(0, 0, ${l}), 0) * x0
              + texelFetch(gradientsTexture, above + ivec3(0, 0, ${l + 4}), 0) * x1;`,
    )
    .join('\n');
  return `${header(layers * names.length, constants)}
    uniform ${samplerOf(fromPixels)} valuesTexture;
    uniform sampler2DArray gradientsTexture;
    ${names.map((name) => `uniform sampler2DArray ${name}Texture;`).join('\n')}
    uniform int rowBlocks;
    uniform float learningRate;
    uniform float weightDecay;
    uniform float correction1;
    uniform float correction2;
    ${blockFunctions(fromPixels)}

    void update(vec4 g, vec4 decay, ${names.map((name) => `inout vec4 ${name}`).join(', ')}) {
      ${RULES[optimizer]}
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      int unit = LAYERS * at.x;
      ivec3 above = ivec3(unit / 4, 0, unit % 4);
      ${columns.map((l) => `vec4 g${l} = vec4(0.0);`).join(' ')}
      for (int row = 0; row < rowBlocks; row++) {
        above.y = row;
        ${withValues(fromPixels, 'valuesTexture', 'at.y', 'row', product)}
      }
      ivec4 inputs = 4 * at.y + ivec4(0, 1, 2, 3);
      vec4 decay = mix(vec4(0.0), vec4(weightDecay), lessThan(inputs, ivec4(INPUTS)));
      ${columns
        .map((l) => {
          const read = names.map(
            (name) => `vec4 ${name}${l} = texelFetch(${name}Texture, ivec3(at, ${l}), 0);`,
          );
          const gradient = fromPixels ? `g${l} / 255.0` : `g${l}`;
          const write = names.map((name, i) => `output${i * layers + l} = ${name}${l};`);
          const args = names.map((name) => `${name}${l}`).join(', ');
          return `${read.join(' ')} update(${gradient}, decay, ${args}); ${write.join(' ')}`;
        })
        .join('\n')}
    }`;
}

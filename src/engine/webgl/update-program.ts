/** Program 6, once per layer: the optimiser moves weights and slots into the textures that the step before has left. */
import type { Optimizer } from '../../core/experiment';
import { OPTIMIZER_SLOTS } from '../../core/network';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../engine';
import { header } from './glsl';
import { GRADIENT_LAYERS, type ParameterShape } from './layout';

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

export const updateSamplers = (optimizer: Optimizer): string[] =>
  ['g', 'w', ...slotNames(optimizer)].map((name) => `${name}Texture`);

/** Each run makes 4 inputs x `layers` units of the weights and of every slot. */
export function updateSource({ inputs, layers }: ParameterShape, optimizer: Optimizer): string {
  const names = ['w', ...slotNames(optimizer)];
  const column = (l: number): string => {
    const read = names.map((name) => `vec4 ${name} = texelFetch(${name}Texture, ivec3(at, ${l}), 0);`);
    const write = names.map((name, i) => `output${i * layers + l} = ${name};`);
    return `{
        ${read.join('\n        ')}
        update(texelFetch(gTexture, above + ivec3(0, 0, ${l}), 0), decay, ${names.join(', ')});
        ${write.join(' ')}
      }`;
  };
  return `${header(layers * names.length, { INPUTS: inputs, LAYERS: layers, G_LAYERS: GRADIENT_LAYERS })}
    ${updateSamplers(optimizer)
      .map((name) => `uniform sampler2DArray ${name};`)
      .join('\n    ')}
    uniform float learningRate;
    uniform float weightDecay;
    uniform float correction1;
    uniform float correction2;

    void update(vec4 g, vec4 decay, ${names.map((name) => `inout vec4 ${name}`).join(', ')}) {
      ${RULES[optimizer]}
    }

    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      int unit = LAYERS * at.x;
      ivec3 above = ivec3(unit / G_LAYERS, at.y, unit % G_LAYERS);
      ivec4 rows = 4 * at.y + ivec4(0, 1, 2, 3);
      vec4 decay = mix(vec4(0.0), vec4(weightDecay), lessThan(rows, ivec4(INPUTS)));
      ${Array.from({ length: layers }, (_, l) => column(l)).join('\n      ')}
    }`;
}

/**
 * Program 6, once per layer: the optimiser moves weights and slots into the textures that the step before has left.
 *
 * Program 5 + 6 makes the gradient on the way, which is one draw fewer. But then the eight texels that a run may write have
 * to hold new weights and slots: for Adam only 4 inputs x 2 units of each, instead of the 4 x 8 of program 5, and whatever is
 * fetched is used a quarter as often. It pays in tiny layers only, and never where a processor does it all.
 */
import type { Optimizer } from '../../core/experiment';
import { OPTIMIZER_SLOTS } from '../../core/network';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../../core/training/constants';
import { blockFunctions, header, readValues, samplerOf, unrolledLoop } from './glsl';
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

const stateNames = (optimizer: Optimizer): string[] => ['w', ...slotNames(optimizer)];

const stateSamplers = (optimizer: Optimizer): string[] =>
  stateNames(optimizer).map((name) => `${name}Texture`);

export const updateSamplers = (optimizer: Optimizer): string[] => ['gTexture', ...stateSamplers(optimizer)];
export const fusedSamplers = (optimizer: Optimizer): string[] => [
  'values',
  'errors',
  ...stateSamplers(optimizer),
];

const forEachLayer = (layers: number, code: (l: number) => string): string =>
  Array.from({ length: layers }, (_, l) => code(l)).join('\n      ');

/** What both programs have in common. makeGradient declares g0, g1 ...: the gradients of weights of unit, unit + 1 ... */
function source(
  { inputs, layers }: ParameterShape,
  optimizer: Optimizer,
  operands: string,
  makeGradient: string,
): string {
  const names = stateNames(optimizer);
  const column = (l: number): string => {
    const read = names.map((name) => `vec4 ${name} = texelFetch(${name}Texture, ivec3(at, ${l}), 0);`);
    const write = names.map((name, i) => `output${i * layers + l} = ${name};`);
    return `{
        ${read.join('\n        ')}
        update(g${l}, decay, ${names.join(', ')});
        ${write.join(' ')}
      }`;
  };
  return `${header(layers * names.length, { INPUTS: inputs, LAYERS: layers, G_LAYERS: GRADIENT_LAYERS })}
    ${operands}
    ${stateSamplers(optimizer)
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
      ivec4 rows = 4 * at.y + ivec4(0, 1, 2, 3);
      vec4 decay = mix(vec4(0.0), vec4(weightDecay), lessThan(rows, ivec4(INPUTS)));
      ${makeGradient}
      ${forEachLayer(layers, column)}
    }`;
}

/** Each run makes 4 inputs x `layers` units of the weights and of every slot. */
export function updateSource(shape: ParameterShape, optimizer: Optimizer): string {
  const fetch = `ivec3 above = ivec3(unit / G_LAYERS, at.y, unit % G_LAYERS);
      ${forEachLayer(shape.layers, (l) => `vec4 g${l} = texelFetch(gTexture, above + ivec3(0, 0, ${l}), 0);`)}`;
  return source(shape, optimizer, 'uniform sampler2DArray gTexture;', fetch);
}

/** Likewise, from the layer's inputs and dz. `fromPixels`: for the first layer. */
export function fusedSource(shape: ParameterShape, optimizer: Optimizer, fromPixels: boolean): string {
  const operands = `uniform ${samplerOf(fromPixels)} values;
    uniform sampler2DArray errors;
    uniform int rowBlocks;
    ${blockFunctions(fromPixels)}`;
  // A row times a matrix: each element is the product of one input's four rows and one unit's four errors.
  const addProduct = (l: number): string =>
    `g${l} += texelFetch(errors, e + ivec3(0, 0, ${l}), 0) * x0
                + texelFetch(errors, e + ivec3(0, 0, ${l + 4}), 0) * x1;`;
  const product = `${readValues(fromPixels, 'values', 'at.y', 'k')}
            ivec3 e = ivec3(unit / 4, k, unit % 4);
            ${forEachLayer(shape.layers, addProduct)}`;
  const sum = `${forEachLayer(shape.layers, (l) => `vec4 g${l} = vec4(0.0);`)}
      ${unrolledLoop('rowBlocks', product, 2)}
      ${fromPixels ? forEachLayer(shape.layers, (l) => `g${l} /= 255.0;`) : ''}`;
  return source(shape, optimizer, operands, sum);
}

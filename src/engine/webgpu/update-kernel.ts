/**
 * Gradients and what the optimiser makes of them, in one: the product's epilogue moves weights and slots. A kernel has up to two
 * jobs of the kind, or one beside the errors of a layer further down (backward-kernel.ts).
 */
import type { Optimizer } from '../../core/experiment';
import { OPTIMIZER_SLOTS } from '../../core/network';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../../core/training/constants';
import { errorFunction, INPUTS, type Network, outFunctions, rowsOf } from './network';
import { type Job, kernelOf, productJob, sharedMemory } from './product';
import type { Tile } from './tile';
import { activationFunctions, float, header } from './wgsl';

/** running average: decay * slot + share * value */
const blend = (slot: string, decay: number, value: string, share: number): string =>
  `${slot} = ${float(decay)} * ${slot} + ${float(share)} * ${value};`;

const adam = (decay: string): string => `
  ${blend('s0', ADAM_BETA1, 'g', 1 - ADAM_BETA1)}
  ${blend('s1', ADAM_BETA2, 'g * g', 1 - ADAM_BETA2)}
  let direction = (s0 / step.correction1) / (sqrt(s1 / step.correction2) + vec4<f32>(${EPSILON}));
  w -= step.learningRate * (direction${decay});`;

const L2 = 'g += decay * w;';

/** The rules of engine.ts. decay: the weight decay, 0 for biases. */
const RULES: Readonly<Record<Optimizer, string>> = {
  sgd: `${L2} w -= step.learningRate * g;`,
  momentum: `${L2} ${blend('s0', MOMENTUM, 'g', 1)} w -= step.learningRate * s0;`,
  rmsprop: `${L2} ${blend('s0', RMSPROP_DECAY, 'g * g', 1 - RMSPROP_DECAY)}
  w -= step.learningRate * g / sqrt(s0 + vec4<f32>(${EPSILON}));`,
  adam: `${L2} ${adam('')}`,
  adamw: adam(' + decay * w'),
};

/** optimise(at, gradient, decay): of four neighbours. */
export function optimiseFunction(optimizer: Optimizer): string {
  const slots = OPTIMIZER_SLOTS[optimizer].map((_, i) => i);
  return `
fn optimise(at: u32, gradient: vec4<f32>, decay: f32) {
  var g = gradient;
  var w = weights[at];
  ${slots.map((i) => `var s${i} = slot${i}[at];`).join(' ')}
  ${RULES[optimizer]}
  weights[at] = w;
  ${slots.map((i) => `slot${i}[at] = s${i};`).join(' ')}
}`;
}

/**
 * The gradient of layer l. Errors of rows beyond the batch, in the same quad as its last, are zero; those further on are of earlier
 * batches. Its functions read error<l>, and out<l - 1> or the inputs.
 */
export function updateJob({ parameters, values }: Network, l: number, tile: Tile): Job {
  const { inputQuads, unitQuads, kernelAt, biasAt } = parameters.layers[l]!;
  const name = `update${l}`;
  const job = productJob({
    name,
    cut: { tile, splits: 1 },
    size: [4 * inputQuads, 4 * unitQuads, values.rows],
    left: 'other',
    right: 'other',
    withBias: true,
  });
  const input = (row: string): string =>
    l === 0 ? `inputs(${row}, inputQuad)` : `out${l - 1}(${row}, inputQuad)`;
  const source = `
fn ${name}Left(inputQuad: u32, rowQuad: u32, isFirst: bool) -> mat4x4<f32> {
  if (4u * rowQuad >= step.count) { return mat4x4<f32>(); }
  return ${rowsOf(input, '4u * rowQuad')};
}
fn ${name}Right(quad: u32, rowQuad: u32) -> mat4x4<f32> {
  if (4u * rowQuad >= step.count) { return mat4x4<f32>(); }
  return ${rowsOf((row) => `error${l}(${row}, quad)`, '4u * rowQuad')};
}
fn ${name}Store(row: u32, quad: u32, part: u32, sum: vec4<f32>) {
  if (row < ${4 * inputQuads}u && quad < ${unitQuads}u) { optimise(${kernelAt}u + row * ${unitQuads}u + quad, sum, step.weightDecay); }
}
fn ${name}Bias(quad: u32, sum: vec4<f32>) {
  if (quad < ${unitQuads}u) { optimise(${biasAt}u + quad, sum, 0.0); }
}
${job.source}`;
  return { ...job, source };
}

/** The last kernel of a step: the gradients of the first two layers, of the only one where there are no hidden ones. */
export function updateKernel(network: Network): { source: string; groups: number } {
  const layers = network.parameters.layers.length > 1 ? [1, 0] : [0];
  const jobs = layers
    .map((l) => updateJob(network, l, network.plan.update))
    .sort((a, b) => b.groups - a.groups);
  const source = `${header('vec4<f32>')}
${activationFunctions(network.activation, 'vec4<f32>')}
${sharedMemory(jobs)}
${INPUTS}
${layers.map((l) => errorFunction(network, l)).join('\n')}
${layers.length > 1 ? outFunctions(network, 0) : ''}
${optimiseFunction(network.optimizer)}
${kernelOf(jobs)}`;
  return { source, groups: jobs.reduce((sum, { groups }) => sum + groups, 0) };
}

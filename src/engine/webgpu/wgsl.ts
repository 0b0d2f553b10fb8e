/** What the kernels have in common: their buffers, activations, dropout. */
import type { Activation } from '../../core/experiment';
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';

/** Numbers of the bindings. The head of a step is the only uniform; the slots are there as far as the optimiser has them. */
export const BINDING = {
  step: 0,
  packet: 1,
  digits: 2,
  pixels: 3,
  weights: 4,
  values: 5,
  totals: 6,
  slot0: 7,
  slot1: 8,
} as const;

/** How a kernel sees `values` and what else it does: by quads, or number by number. */
export type Grain = 'vec4<f32>' | 'f32';

const storage = (name: keyof typeof BINDING, access: string, type: string): string =>
  `@group(0) @binding(${BINDING[name]}) var<storage, ${access}> ${name}: array<${type}>;`;

/** The members of Step are where HEAD in record.ts has them. */
export const header = (values: Grain): string => `
struct Step {
  count: u32, keepTotals: u32, rowsAt: u32, variantsAt: u32,
  stagedAt: u32, dropBelow: u32, keptScale: f32, keptShare: f32,
  learningRate: f32, weightDecay: f32, correction1: f32, correction2: f32,
  smoothing: f32, share: f32, spare0: u32, spare1: u32,
  dropKeys: vec4<u32>,
}
@group(0) @binding(${BINDING.step}) var<uniform> step: Step;
${storage('packet', 'read', 'u32')}
${storage('digits', 'read', 'u32')}
${storage('pixels', 'read_write', 'u32')}
${storage('weights', 'read_write', 'vec4<f32>')}
${storage('values', 'read_write', values)}
${storage('totals', 'read_write', 'vec2<f32>')}
${storage('slot0', 'read_write', 'vec4<f32>')}
${storage('slot1', 'read_write', 'vec4<f32>')}
`;

/** f, and its derivative written in terms of a = f(z), which is what is kept of the forward pass. T: the type. */
const ACTIVATION: Readonly<Record<Activation, (T: Grain) => readonly [f: string, derivative: string]>> = {
  relu: (T) => [`max(z, ${T}(0.0))`, `select(${T}(0.0), ${T}(1.0), a > ${T}(0.0))`],
  leakyRelu: (T) => [
    `max(z, ${LEAKY_RELU_SLOPE} * z)`,
    `select(${T}(${LEAKY_RELU_SLOPE}), ${T}(1.0), a > ${T}(0.0))`,
  ],
  elu: (T) => [
    `select(exp(min(z, ${T}(0.0))) - ${T}(1.0), z, z > ${T}(0.0))`,
    `min(a, ${T}(0.0)) + ${T}(1.0)`,
  ],
  // In exponentials, for some drivers' tanh overflows; of a negative number only, so that these do not either.
  tanh: (T) => [
    `sign(z) * (${T}(1.0) - exp(-2.0 * abs(z))) / (${T}(1.0) + exp(-2.0 * abs(z)))`,
    `${T}(1.0) - a * a`,
  ],
  sigmoid: (T) => [`${T}(1.0) / (${T}(1.0) + exp(-max(z, ${T}(-80.0))))`, `a * (${T}(1.0) - a)`],
};

/**
 * activate(z); and kept(layer, index), dropout as engine.ts defines it, by the hash of core/random.ts: 1 / (1 - rate) for a unit
 * that is kept, 0 for one that is dropped. index: row * units + unit, of the first of four units where quads are made.
 * slope(layer, index, h): what an error is multiplied by on its way back through a layer that has put out h.
 */
export function activationFunctions(activation: Activation, T: Grain): string {
  const [f, derivative] = ACTIVATION[activation](T);
  const isQuad = T === 'vec4<f32>';
  const U = isQuad ? 'vec4<u32>' : 'u32';
  return `
fn mix32(value: ${U}) -> ${U} {
  var x = value;
  x = (x ^ (x >> ${U}(16u))) * ${U}(0x7feb352du);
  x = (x ^ (x >> ${U}(15u))) * ${U}(0x846ca68bu);
  return x ^ (x >> ${U}(16u));
}
fn kept(layer: u32, index: u32) -> ${T} {
  if (step.dropBelow == 0u) { return ${T}(1.0); }
  let units = ${isQuad ? 'vec4<u32>(index) + vec4<u32>(0u, 1u, 2u, 3u)' : 'index'};
  let random = mix32(${U}(step.dropKeys[layer]) ^ mix32(units)) >> ${U}(8u);
  return select(${T}(step.keptScale), ${T}(0.0), random < ${U}(step.dropBelow));
}
fn activate(z: ${T}) -> ${T} { return ${f}; }
fn slope(layer: u32, index: u32, h: ${T}) -> ${T} {
  let a = h * step.keptShare;
  return (${derivative}) * kept(layer, index);
}
`;
}

export const four = (part: (i: number) => string, separator = ', '): string =>
  [0, 1, 2, 3].map(part).join(separator);

/** A number as WGSL writes it: with a point or an exponent. */
export const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

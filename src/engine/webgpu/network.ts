/** What kernels need to know of a network, and the WGSL by which they read each other's results. */
import type { Activation, Optimizer } from '../../core/experiment';
import type { ParameterLayout } from './layout';
import { DIGIT_WORDS } from './record';
import type { Plan } from './plan';
import type { ValueLayout } from './values';
import { four } from './wgsl';

export interface Network {
  readonly activation: Activation;
  readonly optimizer: Optimizer;
  readonly parameters: ParameterLayout;
  readonly values: ValueLayout;
  readonly plan: Plan;
}

const sumOf = (count: number, term: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => term(i)).join(' + ');

/** Rows of a matrix in `values`. */
const quadAt = (at: number, quads: number, row: string, quad: string): string =>
  `values[${at}u + (${row}) * ${quads}u + ${quad}]`;

/**
 * out<l>(row, quad): what hidden layer l puts out, as far as it is whole in memory.
 * finish<l>(row, quad, z): the same of sums without the bias, to be written down.
 * sums<l>(row, quad): those sums, added up from their parts.
 */
export function outFunctions({ parameters, values }: Network, l: number): string {
  const { units, unitQuads, biasAt } = parameters.layers[l]!;
  const { outAt, parts, partsAt } = values.hidden[l]!;
  // Units that only fill a quad put out nothing, whatever f(0) is.
  const filled = units % 4;
  const mask =
    filled === 0
      ? ''
      : ` * select(vec4<f32>(1.0), vec4<f32>(${four((i) => (i < filled ? '1.0' : '0.0'))}), quad == ${unitQuads - 1}u)`;
  return `
fn out${l}(row: u32, quad: u32) -> vec4<f32> { return ${quadAt(outAt, unitQuads, 'row', 'quad')}; }
fn finish${l}(row: u32, quad: u32, z: vec4<f32>) -> vec4<f32> {
  return activate(z + weights[${biasAt}u + quad]) * kept(${l}u, row * ${units}u + 4u * quad)${mask};
}
fn sums${l}(row: u32, quad: u32) -> vec4<f32> {
  return ${sumOf(parts, (s) => quadAt(partsAt + s * values.rows * unitQuads, unitQuads, 'row', 'quad'))};
}`;
}

/** error<l>(row, quad): the errors of layer l, of a hidden one or the last. */
export function errorFunction({ parameters, values }: Network, l: number): string {
  const { units, unitQuads } = parameters.layers[l]!;
  const hidden = values.hidden[l];
  const body =
    hidden === undefined
      ? quadAt(values.outputAt, unitQuads, 'row', 'quad')
      : hidden.errorParts === 1
        ? quadAt(hidden.errorAt, unitQuads, 'row', 'quad')
        : `(${sumOf(hidden.errorParts, (s) =>
            quadAt(hidden.errorPartsAt + s * values.rows * unitQuads, unitQuads, 'row', 'quad'),
          )}) * slope(${l}u, row * ${units}u + 4u * quad, ${quadAt(hidden.outAt, unitQuads, 'row', 'quad')})`;
  return `fn error${l}(row: u32, quad: u32) -> vec4<f32> { return ${body}; }`;
}

/** inputs(row, quad): four pixels of a digit. */
export const INPUTS = `
fn inputs(row: u32, quad: u32) -> vec4<f32> { return unpack4x8unorm(pixels[row * ${DIGIT_WORDS}u + quad]); }`;

/** Four rows, of which each call gives four neighbours, as a matrix with one row per column. */
export const rowsOf = (call: (row: string) => string, first: string): string =>
  `mat4x4<f32>(${four((i) => call(`${first} + ${i}u`))})`;

/**
 * Once per hidden layer: its sums, from the pixels or from the layer below. Where sums are in parts, whoever reads them next
 * adds them up and finishes them, and writes the result down for those that come later.
 */
import { INPUTS, type Network, outFunctions, rowsOf } from './network';
import { kernelOf, productJob, sharedMemory } from './product';
import { activationFunctions, header } from './wgsl';

export function forwardKernel(network: Network, l: number): { source: string; groups: number } {
  const { parameters, plan, values, activation } = network;
  const { inputQuads, unitQuads, kernelAt } = parameters.layers[l]!;
  const { outAt, parts, partsAt } = values.hidden[l]!;
  const job = productJob({
    name: 'forward',
    cut: plan.forward[l]!,
    size: [values.rows, 4 * unitQuads, 4 * inputQuads],
    rowsAreDigits: true,
    left: 'depth',
    right: 'other',
  });
  const store =
    parts > 1
      ? `values[${partsAt}u + (part * ${values.rows}u + row) * ${unitQuads}u + quad] = z;`
      : `values[${outAt}u + row * ${unitQuads}u + quad] = finish${l}(row, quad, z);`;
  const source = `${header('vec4<f32>')}
${activationFunctions(activation, 'vec4<f32>')}
${sharedMemory([job])}
${l === 0 ? INPUTS : outFunctions(network, l - 1)}
${outFunctions(network, l)}
fn forwardLeft(rowQuad: u32, quad: u32, isFirst: bool) -> mat4x4<f32> {
  if (quad >= ${inputQuads}u) { return mat4x4<f32>(); }
  ${l === 0 ? `return transpose(${rowsOf((row) => `inputs(${row}, quad)`, '4u * rowQuad')});` : below(network, l - 1)}
}
fn forwardRight(unitQuad: u32, quad: u32) -> mat4x4<f32> {
  return ${rowsOf((row) => `weights[${kernelAt}u + (${row}) * ${unitQuads}u + unitQuad]`, '4u * quad')};
}
fn forwardStore(row: u32, quad: u32, part: u32, z: vec4<f32>) {
  if (row < ${values.rows}u && quad < ${unitQuads}u) { ${store} }
}
${kernelOf([job])}`;
  return { source, groups: job.groups };
}

/** Four rows of what hidden layer l puts out. */
function below({ values, parameters }: Network, l: number): string {
  const { outAt, parts } = values.hidden[l]!;
  const { unitQuads } = parameters.layers[l]!;
  if (parts === 1) return `return transpose(${rowsOf((row) => `out${l}(${row}, quad)`, '4u * rowQuad')});`;
  return `let first = 4u * rowQuad;
  let finished = ${rowsOf((row) => `finish${l}(${row}, quad, sums${l}(${row}, quad))`, 'first')};
  if (isFirst && first < ${values.rows}u) {
    for (var i = 0u; i < 4u; i++) { values[${outAt}u + (first + i) * ${unitQuads}u + quad] = finished[i]; }
  }
  return transpose(finished);`;
}

/**
 * The errors of hidden layer l, from those of the layer above it, and beside it, for it waits for nothing that is made here, the
 * update of the layer above that one: none of the two reads what the other writes.
 */
import { errorFunction, type Network, outFunctions, rowsOf } from './network';
import { kernelOf, productJob, sharedMemory } from './product';
import { optimiseFunction, updateJob } from './update-kernel';
import { activationFunctions, header } from './wgsl';

/** l: not the last hidden layer, whose errors the output kernel makes. */
export function backwardKernel(network: Network, l: number): { source: string; groups: number } {
  const { parameters, plan, values, activation } = network;
  const { units, unitQuads } = parameters.layers[l]!;
  const above = parameters.layers[l + 1]!;
  const { errorAt, errorParts, errorPartsAt } = values.hidden[l]!;
  const cut = plan.backward[l]!;
  const errors = productJob({
    name: 'backward',
    cut,
    size: [values.rows, 4 * unitQuads, 4 * above.unitQuads],
    rowsAreDigits: true,
    left: 'depth',
    right: 'depth',
  });
  const store =
    errorParts > 1
      ? `values[${errorPartsAt}u + (part * ${values.rows}u + row) * ${unitQuads}u + quad] = sum;`
      : `values[${errorAt}u + row * ${unitQuads}u + quad] = sum * slope(${l}u, row * ${units}u + 4u * quad, out${l}(row, quad));`;
  const jobs = [errors, updateJob(network, l + 2, cut.tile)];
  const weight = (row: string) => `weights[${above.kernelAt}u + (${row}) * ${above.unitQuads}u + quad]`;
  const source = `${header('vec4<f32>')}
${activationFunctions(activation, 'vec4<f32>')}
${sharedMemory(jobs)}
${outFunctions(network, l)}
${outFunctions(network, l + 1)}
${errorFunction(network, l + 1)}
${errorFunction(network, l + 2)}
${optimiseFunction(network.optimizer)}
fn backwardLeft(rowQuad: u32, quad: u32, isFirst: bool) -> mat4x4<f32> {
  if (quad >= ${above.unitQuads}u) { return mat4x4<f32>(); }
  return transpose(${rowsOf((row) => `error${l + 1}(${row}, quad)`, '4u * rowQuad')});
}
fn backwardRight(unitQuad: u32, quad: u32) -> mat4x4<f32> {
  return transpose(${rowsOf(weight, '4u * unitQuad')});
}
fn backwardStore(row: u32, quad: u32, part: u32, sum: vec4<f32>) {
  if (row < ${values.rows}u && quad < ${unitQuads}u) { ${store} }
}
${kernelOf(jobs)}`;
  return { source, groups: jobs.reduce((sum, { groups }) => sum + groups, 0) };
}

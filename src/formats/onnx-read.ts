/**
 * The dense network in an ONNX file: from the input on, each node is followed to the one that takes its output. Gemm, MatMul
 * and Add are dense layers; what only changes a shape is passed over; whatever else there is is refused by its name.
 */
import { PIXEL_COUNT } from '../core/network';
import { LEAKY_RELU_SLOPE } from '../core/training/constants';
import {
  type ActivationName,
  assembleNetwork,
  type ImportedNetwork,
  type NetworkPart,
} from './imported-network';
import { classNamesFrom } from './network-safetensors';
import { type OnnxInput, type OnnxModel, type OnnxNode, type OnnxTensor, readOnnx } from './onnx-proto';
import { refuseFile, refuseNetwork, shownName } from './refusal';

const MOST_STEPS = 500;

/** What changes shapes only, or does nothing once a network is trained. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'Flatten',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Identity',
  'Dropout',
  'Cast',
]);

const PLAIN_ACTIVATIONS: ReadonlyMap<string, ActivationName> = new Map([
  ['Relu', 'relu'],
  ['Tanh', 'tanh'],
  ['Sigmoid', 'sigmoid'],
  ['Softmax', 'softmax'],
  ['LogSoftmax', 'softmax'],
]);

/** Whether the bytes may be a model: its first field is the version, and the file holds a graph. */
export const mayBeOnnx = (bytes: Uint8Array): boolean =>
  bytes.length > 16 && bytes[0] === 0x08 && bytes[1]! < 32;

/** The network of a model's bytes. Refuses, by throwing, what is damaged or not a network of this page's kind. */
export function networkFromOnnx(bytes: Uint8Array): ImportedNetwork {
  const model = readOnnx(bytes);
  if (!model.hasGraph) refuseFile('This ONNX file is cut short: it has no graph.');
  const { metadata } = model;
  return {
    format: 'an ONNX file',
    name: metadata.get('name') ?? '',
    ...assembleNetwork(partsOf(model)),
    classNames: classNamesFrom(metadata.get('class_names')),
    inputIsUnit: metadata.get('input_range') === '0..1' ? true : undefined,
  };
}

function partsOf(model: OnnxModel): NetworkPart[] {
  const constants = constantsOf(model);
  const input = model.inputs.find(({ name }) => !constants.has(name));
  if (!input) return refuseFile('The graph of this ONNX file has no input.');
  checkInput(input);
  const takers = new Map<string, OnnxNode[]>();
  for (const node of model.nodes) {
    // What asks for a shape does not compute with it.
    if (node.op === 'Shape') continue;
    for (const name of new Set(node.inputs)) takers.set(name, [...(takers.get(name) ?? []), node]);
  }
  const parts: NetworkPart[] = [];
  let value = input.name;
  for (let step = 0; ; step++) {
    const next = takers.get(value) ?? [];
    if (next.length === 0 || model.outputs.includes(value)) break;
    const [node] = next;
    if (next.length > 1)
      refuseNetwork(`This network branches after ${shownName(value)}: networks here are a chain of layers.`);
    if (step >= MOST_STEPS) refuseNetwork('This network goes round in a circle.');
    addParts(parts, node!, value, constants);
    value = node!.outputs[0] ?? '';
  }
  return parts;
}

/** Tensors that the file holds: initialisers, and what Constant nodes give. */
function constantsOf({ nodes, tensors }: OnnxModel): ReadonlyMap<string, OnnxTensor> {
  const constants = new Map(tensors);
  for (const node of nodes) {
    const tensor = node.attributes.get('value')?.tensor;
    const [output] = node.outputs;
    if (node.op === 'Constant' && tensor && output !== undefined) constants.set(output, tensor);
    const source = node.op === 'Identity' ? constants.get(node.inputs[0] ?? '') : undefined;
    if (source && output !== undefined) constants.set(output, source);
  }
  return constants;
}

function checkInput({ name, shape }: OnnxInput): void {
  if (!shape || shape.length === 0) return;
  const count = shape.slice(1).reduce((product, side) => product * side, 1);
  // The first side is the batch; a picture may come without one.
  if (count === PIXEL_COUNT || PIXEL_COUNT === count * shape[0]! || Number.isNaN(count)) return;
  refuseNetwork(
    `Input ${shownName(name)} is ${shape.map((side) => (Number.isNaN(side) ? '?' : side)).join(' x ')}: digits here are 28 x 28 pixels, which is 784.`,
  );
}

function addParts(
  parts: NetworkPart[],
  node: OnnxNode,
  value: string,
  constants: ReadonlyMap<string, OnnxTensor>,
): void {
  const layer = node.name || node.outputs[0] || node.op;
  if (PASSED_OVER.has(node.op)) return;
  const activation = activationOf(node, layer);
  if (activation) {
    parts.push({ kind: 'activation', layer, activation });
    return;
  }
  const constant = (place: number): OnnxTensor =>
    constants.get(node.inputs[place] ?? '') ??
    refuseNetwork(
      `Layer ${shownName(layer)} (${shownName(node.op)}) computes with what is not a constant of this file.`,
    );
  const other = node.inputs[0] === value ? 1 : 0;
  switch (node.op) {
    case 'Gemm':
      parts.push(gemm(node, layer, constant(1), node.inputs[2] ? constant(2) : undefined));
      break;
    case 'MatMul': {
      if (other === 0)
        refuseNetwork(`Layer ${shownName(layer)} multiplies from the left, which dense layers do not.`);
      const tensor = constant(1);
      const [inputs, units] = matrix(tensor, layer);
      parts.push({ kind: 'dense', layer, kernel: tensor.read(), bias: undefined, inputs, units });
      break;
    }
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
      parts.push(...arithmetic(parts, node.op, other, layer, constant(other)));
      break;
    default:
      refuseNetwork(
        `Layer ${shownName(layer)} is a ${shownName(node.op)}: networks here are of dense layers only.`,
      );
  }
}

function activationOf({ op, attributes }: OnnxNode, layer: string): ActivationName | undefined {
  const plain = PLAIN_ACTIVATIONS.get(op);
  if (plain) return plain;
  if (op === 'Elu') {
    const alpha = attributes.get('alpha')?.number ?? 1;
    return alpha === 1
      ? 'elu'
      : refuseNetwork(`Layer ${shownName(layer)} is an ELU with an alpha that is not 1.`);
  }
  if (op !== 'LeakyRelu') return undefined;
  const slope = attributes.get('alpha')?.number ?? 0.01;
  return Math.abs(slope - LEAKY_RELU_SLOPE) < 1e-6
    ? 'leakyRelu'
    : refuseNetwork(
        `Layer ${shownName(layer)} is a leaky ReLU of slope ${slope}: here it is ${LEAKY_RELU_SLOPE}.`,
      );
}

function matrix({ shape, name }: OnnxTensor, layer: string): readonly [number, number] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined)
    return refuseNetwork(
      `Layer ${shownName(layer)}: its weights, ${shownName(name)}, are not a matrix but ${shape.join(' x ')}.`,
    );
  return [rows, columns];
}

function gemm(node: OnnxNode, layer: string, weights: OnnxTensor, bias: OnnxTensor | undefined): NetworkPart {
  const number = (name: string, absent: number): number => node.attributes.get(name)?.number ?? absent;
  if (number('transA', 0) !== 0)
    refuseNetwork(`Layer ${shownName(layer)} turns its input over, which dense layers do not.`);
  const isTurned = number('transB', 0) !== 0;
  const [rows, columns] = matrix(weights, layer);
  const [inputs, units] = isTurned ? [columns, rows] : [rows, columns];
  const values = weights.read();
  const [alpha, beta] = [number('alpha', 1), number('beta', 1)];
  const kernel = isTurned ? transposed(values, rows, columns) : values;
  return {
    kind: 'dense',
    layer,
    kernel: alpha === 1 ? kernel : kernel.map((weight) => alpha * weight),
    bias: bias && spread(bias.read(), units).map((value) => beta * value),
    inputs,
    units,
  };
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column]!;
  }
  return turned;
}

const spread = (values: Float32Array, units: number): Float32Array =>
  values.length === 1 ? new Float32Array(units).fill(values[0]!) : values;

/** With one number everywhere, or a bias after a matrix product, which takes its place in the list. */
function arithmetic(
  parts: NetworkPart[],
  op: 'Add' | 'Sub' | 'Mul' | 'Div',
  constantPlace: number,
  layer: string,
  tensor: OnnxTensor,
): readonly NetworkPart[] {
  const values = tensor.read();
  const last = parts.at(-1);
  if (
    op === 'Add' &&
    last?.kind === 'dense' &&
    !last.bias &&
    (values.length === last.units || values.length === 1)
  ) {
    parts[parts.length - 1] = { ...last, bias: spread(values, last.units) };
    return [];
  }
  const [value] = values;
  if (values.length !== 1 || value === undefined)
    return refuseNetwork(
      `Layer ${shownName(layer)} (${op}) is not part of a dense layer, and not the same for all pixels.`,
    );
  if (op === 'Add') return [{ kind: 'affine', layer, scale: 1, offset: value }];
  if (op === 'Mul') return [{ kind: 'affine', layer, scale: value, offset: 0 }];
  if (op === 'Sub')
    return [
      constantPlace === 1
        ? { kind: 'affine', layer, scale: 1, offset: -value }
        : { kind: 'affine', layer, scale: -1, offset: value },
    ];
  return constantPlace === 1
    ? [{ kind: 'affine', layer, scale: 1 / value, offset: 0 }]
    : refuseNetwork(`Layer ${shownName(layer)} divides a number by every pixel.`);
}

/**
 * A network as ONNX: pixels [batch, 784] in, probabilities [batch, 10] out, opset 13. The field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto; pbf writes them down.
 */
import { PbfWriter } from 'pbf';
import type { Activation } from '../core/experiment';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { LEAKY_RELU_SLOPE } from '../core/training/constants';
import { INPUT_SCALING, metadataOf, namedWeights, type PortableNetwork } from './portable-network';

const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;

export const ONNX_INPUT = 'pixels';
export const ONNX_OUTPUT = 'probabilities';

interface Attribute {
  readonly name: string;
  readonly value: number;
  readonly isFloat: boolean;
}
interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: readonly Attribute[];
}

const OPERATORS: Readonly<Record<Activation, { readonly op: string; readonly alpha?: number }>> = {
  relu: { op: 'Relu' },
  leakyRelu: { op: 'LeakyRelu', alpha: LEAKY_RELU_SLOPE },
  elu: { op: 'Elu', alpha: 1 },
  tanh: { op: 'Tanh' },
  sigmoid: { op: 'Sigmoid' },
};

/** The model's bytes. Scaling, class names and what else is known of the network are in its metadata. */
export function networkToOnnx(network: PortableNetwork): Uint8Array<ArrayBuffer> {
  const model = new PbfWriter();
  model.writeVarintField(1, IR_VERSION);
  model.writeStringField(2, 'Inkling');
  model.writeStringField(6, `${network.name}. ${ONNX_INPUT}: ${INPUT_SCALING}; 28 rows of 28.`);
  model.writeMessage(7, writeGraph, network);
  model.writeMessage(8, (opset: number, to) => to.writeVarintField(2, opset), OPSET);
  for (const entry of metadataOf(network)) model.writeMessage(14, writeEntry, entry);
  return new Uint8Array(model.finish());
}

function writeEntry([key, value]: readonly [string, string], to: PbfWriter): void {
  to.writeStringField(1, key);
  to.writeStringField(2, value);
}

function writeGraph(network: PortableNetwork, graph: PbfWriter): void {
  for (const node of nodesOf(network)) graph.writeMessage(1, writeNode, node);
  graph.writeStringField(2, 'inkling');
  for (const [name, shape, values] of namedWeights(network.weights))
    graph.writeMessage(5, writeTensor, { name, shape, values });
  graph.writeMessage(11, writeValueInfo, [ONNX_INPUT, PIXEL_COUNT]);
  graph.writeMessage(12, writeValueInfo, [ONNX_OUTPUT, CLASS_COUNT]);
}

function nodesOf({ weights, activation }: PortableNetwork): Node[] {
  const { op, alpha } = OPERATORS[activation];
  const nodes: Node[] = [];
  let input = ONNX_INPUT;
  for (const layer of weights.keys()) {
    const sums = `layers.${layer}.sums`;
    nodes.push({
      op: 'Gemm',
      inputs: [input, `layers.${layer}.kernel`, `layers.${layer}.bias`],
      output: sums,
    });
    input = sums;
    if (layer === weights.length - 1) break;
    input = `layers.${layer}.activations`;
    const attributes = alpha === undefined ? [] : [{ name: 'alpha', value: alpha, isFloat: true }];
    nodes.push({ op, inputs: [sums], output: input, attributes });
  }
  const attributes = [{ name: 'axis', value: 1, isFloat: false }];
  nodes.push({ op: 'Softmax', inputs: [input], output: ONNX_OUTPUT, attributes });
  return nodes;
}

function writeNode({ op, inputs, output, attributes = [] }: Node, to: PbfWriter): void {
  for (const input of inputs) to.writeStringField(1, input);
  to.writeStringField(2, output);
  to.writeStringField(3, output);
  to.writeStringField(4, op);
  for (const attribute of attributes) to.writeMessage(5, writeAttribute, attribute);
}

function writeAttribute({ name, value, isFloat }: Attribute, to: PbfWriter): void {
  to.writeStringField(1, name);
  if (isFloat) to.writeFloatField(2, value);
  else to.writeVarintField(3, value);
  to.writeVarintField(20, isFloat ? ATTRIBUTE_FLOAT : ATTRIBUTE_INT);
}

function writeTensor(
  tensor: { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array },
  to: PbfWriter,
): void {
  const { name, shape, values } = tensor;
  for (const side of shape) to.writeVarintField(1, side);
  to.writeVarintField(2, FLOAT);
  to.writeStringField(8, name);
  to.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** A matrix of any number of rows. */
function writeValueInfo([name, columns]: readonly [string, number], to: PbfWriter): void {
  to.writeStringField(1, name);
  to.writeMessage(2, (width: number, type) => type.writeMessage(1, writeTensorType, width), columns);
}

function writeTensorType(columns: number, to: PbfWriter): void {
  to.writeVarintField(1, FLOAT);
  to.writeMessage(2, writeShape, columns);
}

function writeShape(columns: number, to: PbfWriter): void {
  to.writeMessage(1, (text: string, side) => side.writeStringField(2, text), 'batch');
  to.writeMessage(1, (count: number, side) => side.writeVarintField(1, count), columns);
}

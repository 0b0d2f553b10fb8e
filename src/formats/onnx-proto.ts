/**
 * As much of ONNX's protocol buffers as a dense network needs, read by pbf. Field numbers:
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Texts and lists are cut where nobody needs more.
 */
import { PbfReader } from 'pbf';
import { fromHalfBits } from '../core/half-float';
import { refuseFile, shownName } from './refusal';
import { sizeOf } from './safetensors';

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** As float32, and int64 as whole numbers. Refuses, by throwing, what is neither, or not as long as its shape. */
  readonly read: () => Float32Array;
}

export interface OnnxAttribute {
  readonly number: number | undefined;
  readonly text: string | undefined;
  readonly tensor: OnnxTensor | undefined;
  readonly list: readonly number[];
}

export interface OnnxNode {
  readonly inputs: string[];
  readonly outputs: string[];
  name: string;
  op: string;
  readonly attributes: Map<string, OnnxAttribute>;
}

export interface OnnxInput {
  readonly name: string;
  /** NaN for a side that is open, such as the batch. Undefined where the file does not say. */
  readonly shape: readonly number[] | undefined;
}

export interface OnnxModel {
  readonly nodes: OnnxNode[];
  readonly tensors: Map<string, OnnxTensor>;
  readonly inputs: OnnxInput[];
  readonly outputs: string[];
  readonly metadata: Map<string, string>;
  hasGraph: boolean;
}

/** More than any of ours has in one tensor. */
const MOST_NUMBERS = 2048 * 2048;
const MOST_NODES = 1000;

const DATA_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'float32'],
  [2, 'uint8'],
  [3, 'int8'],
  [6, 'int32'],
  [7, 'int64'],
  [9, 'bool'],
  [10, 'float16'],
  [11, 'float64'],
  [16, 'bfloat16'],
]);

export function readOnnx(bytes: Uint8Array): OnnxModel {
  const model: OnnxModel = {
    nodes: [],
    tensors: new Map(),
    inputs: [],
    outputs: [],
    metadata: new Map(),
    hasGraph: false,
  };
  const pbf = new PbfReader(bytes);
  pbf.readFields((tag, into: OnnxModel, from) => {
    if (tag === 7) {
      into.hasGraph = true;
      inner(from, readGraph, into);
    } else if (tag === 14) {
      const [key, value] = inner(from, readEntry, ['', '']);
      into.metadata.set(key, value);
    }
  }, model);
  return model;
}

type Field<T> = (tag: number, into: T, from: PbfReader) => void;

/** A message within another, which must end where the file does at the latest. */
function inner<T>(from: PbfReader, field: Field<T>, into: T): T {
  const start = from.pos;
  const end = from.readVarint() + from.pos;
  if (!(end <= from.length))
    refuseFile(
      `This ONNX file is cut short: what begins at byte ${start} goes on to byte ${end}, and the file ends at ${from.length}.`,
    );
  return from.readFields(field, into, end);
}

const readEntry: Field<[string, string]> = (tag, entry, from) => {
  if (tag === 1 || tag === 2) entry[tag - 1] = from.readString();
};

const readGraph: Field<OnnxModel> = (tag, model, from) => {
  if (tag === 1) {
    if (model.nodes.length >= MOST_NODES)
      refuseFile('This ONNX file has more nodes than a dense network has.');
    model.nodes.push(
      inner(from, readNode, { inputs: [], outputs: [], name: '', op: '', attributes: new Map() }),
    );
  } else if (tag === 5) {
    const tensor = readTensor(from);
    model.tensors.set(tensor.name, tensor);
  } else if (tag === 11) model.inputs.push(readValueInfo(from));
  else if (tag === 12) model.outputs.push(readValueInfo(from).name);
};

const readNode: Field<OnnxNode> = (tag, node, from) => {
  if (tag === 1) node.inputs.push(from.readString());
  else if (tag === 2) node.outputs.push(from.readString());
  else if (tag === 3) node.name = from.readString();
  else if (tag === 4) node.op = from.readString();
  else if (tag === 5) {
    const attribute = inner(from, readAttribute, {
      name: '',
      number: undefined,
      text: undefined,
      tensor: undefined,
      list: [],
    });
    node.attributes.set(attribute.name, attribute);
  }
};

interface MutableAttribute {
  name: string;
  number: number | undefined;
  text: string | undefined;
  tensor: OnnxTensor | undefined;
  readonly list: number[];
}

const readAttribute: Field<MutableAttribute> = (tag, attribute, from) => {
  if (tag === 1) attribute.name = from.readString();
  else if (tag === 2) attribute.number = from.readFloat();
  else if (tag === 3) attribute.number = from.readVarint(true);
  else if (tag === 4) attribute.text = from.readString();
  else if (tag === 5) attribute.tensor = readTensor(from);
  else if (tag === 7) from.readPackedFloat(attribute.list);
  else if (tag === 8) from.readPackedVarint(attribute.list, true);
};

interface MutableTensor {
  name: string;
  readonly shape: number[];
  type: number;
  raw: Uint8Array | undefined;
  readonly floats: number[];
  readonly whole: number[];
  isElsewhere: boolean;
}

function readTensor(from: PbfReader): OnnxTensor {
  const start: MutableTensor = {
    name: '',
    shape: [],
    type: 0,
    raw: undefined,
    floats: [],
    whole: [],
    isElsewhere: false,
  };
  const tensor = inner(from, tensorField, start);
  return { name: tensor.name, shape: tensor.shape, read: () => numbersOf(tensor) };
}

const tensorField: Field<MutableTensor> = (tag, tensor, from) => {
  if (tag === 1) from.readPackedVarint(tensor.shape, true);
  else if (tag === 2) tensor.type = from.readVarint();
  else if (tag === 4) from.readPackedFloat(tensor.floats);
  else if (tag === 7) from.readPackedVarint(tensor.whole, true);
  else if (tag === 8) tensor.name = from.readString();
  else if (tag === 9) tensor.raw = from.readBytes();
  else if (tag === 10) from.readPackedDouble(tensor.floats);
  else if (tag === 14) tensor.isElsewhere = from.readVarint() === 1;
};

function numbersOf({ name, shape, type, raw, floats, whole, isElsewhere }: MutableTensor): Float32Array {
  const called = `Tensor ${shownName(name)} of this ONNX file`;
  if (isElsewhere) refuseFile(`${called} is kept in another file, which cannot be read here.`);
  const size = sizeOf(shape);
  if (!(size >= 0 && size <= MOST_NUMBERS))
    refuseFile(`${called} has ${size} numbers: ${MOST_NUMBERS} at most are read.`);
  const values = raw ? rawNumbers(raw, type, called) : type === 7 ? whole : floats;
  if (![1, 7, 10, 11].includes(type) || (type === 10 && !raw))
    refuseFile(`${called} is not float32 but ${DATA_TYPES.get(type) ?? `of type ${type}`}.`);
  if (values.length !== size)
    refuseFile(
      `${called} holds ${values.length} numbers, and its shape, ${shape.join(' x ')}, wants ${size}.`,
    );
  return Float32Array.from(values);
}

const WIDTHS: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [7, 8],
  [10, 2],
  [11, 8],
]);

function rawNumbers(raw: Uint8Array, type: number, called: string): Float32Array {
  const width = WIDTHS.get(type) ?? 1;
  if (raw.length % width !== 0) refuseFile(`${called} is cut short in the middle of a number.`);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  const read: Readonly<Record<number, (at: number) => number>> = {
    1: (at) => view.getFloat32(at, true),
    7: (at) => Number(view.getBigInt64(at, true)),
    10: (at) => fromHalfBits(view.getUint16(at, true)),
    11: (at) => view.getFloat64(at, true),
  };
  return Float32Array.from({ length: raw.length / width }, (_, i) => read[type]?.(i * width) ?? Number.NaN);
}

function readValueInfo(from: PbfReader): OnnxInput {
  const info = inner(from, valueInfoField, { name: '', shape: undefined });
  return info;
}

interface MutableInput {
  name: string;
  shape: number[] | undefined;
}

const valueInfoField: Field<MutableInput> = (tag, info, from) => {
  if (tag === 1) info.name = from.readString();
  else if (tag === 2) inner(from, typeField, info);
};
const typeField: Field<MutableInput> = (tag, info, from) => {
  if (tag === 1) inner(from, tensorTypeField, info);
};
const tensorTypeField: Field<MutableInput> = (tag, info, from) => {
  if (tag !== 2) return;
  const shape: number[] = [];
  inner(
    from,
    (side, sides: number[], at) => {
      if (side === 1) sides.push(inner(at, dimensionField, { size: Number.NaN }).size);
    },
    shape,
  );
  info.shape = shape;
};
const dimensionField: Field<{ size: number }> = (tag, side, from) => {
  if (tag === 1) side.size = from.readVarint(true);
};

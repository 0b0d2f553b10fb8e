/**
 * A network as a TensorFlow.js LayersModel: model.json, whose layers are Keras's, and the weights it names in a file beside
 * it, float32 one after the other. `tf.loadLayersModel` opens it.
 */
import type { Activation } from '../core/experiment';
import { PIXEL_COUNT } from '../core/network';
import { LEAKY_RELU_SLOPE } from '../core/training/constants';
import { assembleNetwork, type ImportedNetwork } from './imported-network';
import { type DenseWeights, type KerasLayer, kerasLayers, kerasParts } from './keras-layers';
import { classNamesFrom } from './network-safetensors';
import { metadataOf, type PortableNetwork } from './portable-network';
import { refuseFile, refuseNetwork, shownName } from './refusal';
import { sizeOf } from './safetensors';
import { isObject, type JsonObject, own, toUtf8 } from './text';

export const WEIGHTS_FILE = 'weights.bin';

/** The two files of a model. */
export function networkToTfjs(network: PortableNetwork): {
  readonly 'model.json': Uint8Array<ArrayBuffer>;
  readonly [WEIGHTS_FILE]: Uint8Array<ArrayBuffer>;
} {
  const { weights, activation } = network;
  const layers = weights.flatMap(({ bias }, i) => {
    const isLast = i === weights.length - 1;
    const name = `dense_${i + 1}`;
    const config = {
      name,
      trainable: true,
      dtype: 'float32',
      units: bias.length,
      activation: isLast ? 'softmax' : kerasActivation(activation),
      use_bias: true,
      ...(i === 0 ? { batch_input_shape: [null, PIXEL_COUNT] } : {}),
    };
    const leaky = { name: `leaky_re_lu_${i + 1}`, trainable: true, alpha: LEAKY_RELU_SLOPE };
    return [
      { class_name: 'Dense', config },
      ...(activation === 'leakyRelu' && !isLast ? [{ class_name: 'LeakyReLU', config: leaky }] : []),
    ];
  });
  const arrays = weights.flatMap(({ kernel, bias }, i) => [
    { name: `dense_${i + 1}/kernel`, shape: [kernel.length / bias.length, bias.length], values: kernel },
    { name: `dense_${i + 1}/bias`, shape: [bias.length], values: bias },
  ]);
  const model = {
    format: 'layers-model',
    generatedBy: 'Inkling',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: { class_name: 'Sequential', config: { name: 'inkling', layers } },
    },
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: arrays.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: Object.fromEntries(metadataOf(network)),
  };
  const bytes = new Uint8Array(arrays.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return { 'model.json': toUtf8(JSON.stringify(model)), [WEIGHTS_FILE]: bytes };
}

/** A leaky ReLU is a layer of its own. */
const kerasActivation = (activation: Activation): string =>
  activation === 'leakyRelu' ? 'linear' : activation;

export const isTfjsModel = (json: JsonObject): boolean =>
  own(json, 'modelTopology') !== undefined || own(json, 'weightsManifest') !== undefined;

/**
 * The network of a model.json. fileOf: the bytes of a file beside it by its name; undefined when it is not there. Refuses, by
 * throwing, what is damaged or not a network of this page's kind.
 */
export function networkFromTfjs(
  json: JsonObject,
  fileOf: (name: string) => Uint8Array | undefined,
): ImportedNetwork {
  if (own(json, 'format') === 'graph-model')
    refuseNetwork(
      'This is a TensorFlow.js graph model, whose layers are not told apart: only layers models can be opened.',
    );
  const topology = own(json, 'modelTopology');
  const model = own(topology, 'model_config') ?? topology;
  const config = typeof model === 'string' ? (JSON.parse(model) as unknown) : model;
  if (!isObject(config)) return refuseFile('This model.json describes no layers.');
  const layers = kerasLayers(config);
  // What it is made of is refused before what is missing.
  kerasParts(layers, ({ config: { units } }) => emptyDense(units));
  const arrays = weightsIn(json, fileOf);
  const parts = kerasParts(layers, (layer) => denseWeights(layer, arrays));
  const told = own(json, 'userDefinedMetadata');
  const [names, name] = [own(told, 'class_names'), own(told, 'name')];
  return {
    format: 'a TensorFlow.js model',
    name: typeof name === 'string' ? name : '',
    ...assembleNetwork(parts),
    classNames: classNamesFrom(typeof names === 'string' ? names : undefined),
    inputIsUnit: own(told, 'input_range') === '0..1' ? true : undefined,
  };
}

const emptyDense = (units: unknown): DenseWeights => ({
  kernel: new Float32Array(),
  bias: undefined,
  inputs: 0,
  units: units as number,
});

interface Named {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function weightsIn(
  json: JsonObject,
  fileOf: (name: string) => Uint8Array | undefined,
): ReadonlyMap<string, Named> {
  const manifest = own(json, 'weightsManifest');
  if (!Array.isArray(manifest)) return refuseFile('This model.json does not say where its weights are.');
  const arrays = new Map<string, Named>();
  for (const group of manifest as unknown[]) {
    const paths = own(group, 'paths');
    const specs = own(group, 'weights');
    if (!Array.isArray(paths) || !Array.isArray(specs))
      return refuseFile('This model.json’s weightsManifest is damaged.');
    const bytes = joined(paths, fileOf);
    let at = 0;
    for (const spec of specs as unknown[]) {
      const [name, shape, dtype] = [own(spec, 'name'), own(spec, 'shape'), own(spec, 'dtype')];
      if (typeof name !== 'string' || !isShape(shape))
        return refuseFile('A weight in this model.json has no name or shape.');
      const called = `Weight ${shownName(name)}`;
      if (dtype !== 'float32' || own(spec, 'quantization') !== undefined)
        refuseFile(`${called} is not float32: quantised models cannot be opened.`);
      const end = at + 4 * sizeOf(shape);
      if (end > bytes.length)
        refuseFile(
          `${called} is cut short: it goes on to byte ${end}, and the weights end at ${bytes.length}.`,
        );
      arrays.set(name, { shape, values: new Float32Array(bytes.slice(at, end).buffer) });
      at = end;
    }
  }
  return arrays;
}

const isShape = (shape: unknown): shape is number[] =>
  Array.isArray(shape) &&
  shape.length <= 8 &&
  shape.every((side) => Number.isSafeInteger(side) && (side as number) >= 0);

function joined(paths: readonly unknown[], fileOf: (name: string) => Uint8Array | undefined): Uint8Array {
  const pieces = paths.map((path) => {
    const name = String(path);
    return (
      fileOf(name) ??
      refuseFile(
        `model.json needs its weights, the file ${shownName(name)}: choose or drop both files together.`,
      )
    );
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Weights are named after their layer, in a functional model after what it is in too: "model/dense_1/kernel". */
function denseWeights({ name }: KerasLayer, arrays: ReadonlyMap<string, Named>): DenseWeights {
  const find = (what: string): Named | undefined =>
    arrays.get(`${name}/${what}`) ?? [...arrays].find(([key]) => key.endsWith(`/${name}/${what}`))?.[1];
  const kernel = find('kernel');
  const [inputs, units] = kernel?.shape ?? [];
  if (!kernel || inputs === undefined || units === undefined || kernel.shape.length !== 2)
    return refuseFile(`Layer ${shownName(name)} has no kernel among the weights.`);
  return { kernel: kernel.values, bias: find('bias')?.values, inputs, units };
}

/**
 * Networks saved by Keras: `.keras` (a zip of config.json and model.weights.h5, Keras 3), `.h5` (one HDF5 file that holds the
 * configuration as a text, Keras 2 and 3), and files of weights alone, which say nothing of activations.
 */
import type { Group } from 'jsfive';
import { arraysIn, groupIn, type Hdf5Array, openHdf5, textAttribute } from './hdf5';
import { assembleNetwork, type ImportedNetwork, type NetworkPart } from './imported-network';
import { type DenseWeights, type KerasLayer, kerasLayers, kerasParts } from './keras-layers';
import { refuseFile, refuseNetwork, shownName } from './refusal';
import { fromUtf8, type JsonObject, own, parseObject } from './text';
import type { ZipEntry } from './zip';

const CONFIG_FILE = 'config.json';
const WEIGHTS_FILE = 'model.weights.h5';

export const isKerasZip = (entries: readonly ZipEntry[]): boolean =>
  entries.some(({ name }) => name === WEIGHTS_FILE);

/** The network of a .keras file. Refuses, by throwing, what is damaged or not a network of this page's kind. */
export function networkFromKeras(entries: readonly ZipEntry[]): ImportedNetwork {
  const entry = (name: string): Uint8Array =>
    entries.find((candidate) => candidate.name === name)?.read() ??
    refuseFile(`This .keras file has no ${name}.`);
  const config = parseObject(fromUtf8(entry(CONFIG_FILE), CONFIG_FILE), CONFIG_FILE);
  const layers = readLayers(config);
  const places = containerNames(layers);
  const root = openHdf5(entry(WEIGHTS_FILE));
  const container = groupIn(root, 'layers') ?? groupIn(root, '_layer_checkpoint_dependencies');
  if (!container) return refuseFile(`${WEIGHTS_FILE} in this .keras file has no layers.`);
  return network(layers, 'a Keras file', config, (layer) => {
    const group = groupIn(container, places.get(layer)!, 'vars') ?? groupIn(container, layer.name, 'vars');
    return denseOf(layer.name, group && arraysIn(group), ['0'], ['1']);
  });
}

/** The network of an HDF5 file of Keras's. Refuses likewise. */
export function networkFromH5(bytes: Uint8Array): ImportedNetwork {
  const root = openHdf5(bytes);
  const text = textAttribute(root, 'model_config');
  if (text === undefined) return weightsAlone(root);
  const config = parseObject(text, 'The model’s configuration');
  const layers = readLayers(config);
  const weights = groupIn(root, 'model_weights');
  if (!weights) return refuseFile('This HDF5 file has a configuration but no weights.');
  return network(layers, 'a Keras HDF5 file', config, (layer) => {
    const group = groupIn(weights, layer.name);
    return denseOf(layer.name, group && arraysIn(group), ['kernel', 'kernel:0'], ['bias', 'bias:0']);
  });
}

/** What a model is made of is refused before what is missing. */
function readLayers(config: JsonObject): readonly KerasLayer[] {
  const layers = kerasLayers(config);
  kerasParts(layers, ({ config: { units } }) => ({
    kernel: new Float32Array(),
    bias: undefined,
    inputs: 0,
    units: units as number,
  }));
  return layers;
}

function network(
  layers: readonly KerasLayer[],
  format: string,
  config: JsonObject,
  weightsOf: (layer: KerasLayer) => DenseWeights,
): ImportedNetwork {
  const name = own(own(config, 'config'), 'name');
  return {
    format,
    name: typeof name === 'string' ? name : '',
    ...assembleNetwork(kerasParts(layers, weightsOf)),
    classNames: undefined,
    inputIsUnit: undefined,
  };
}

/** Keras 3 files a layer under its class, in snake case and numbered: dense, dense_1, whatever the layer's own name. */
function containerNames(layers: readonly KerasLayer[]): ReadonlyMap<KerasLayer, string> {
  const counts = new Map<string, number>();
  const names = new Map<KerasLayer, string>();
  for (const layer of layers) {
    const base = layer.className
      .replaceAll(/\W+/g, '')
      .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase();
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    names.set(layer, count === 0 ? base : `${base}_${count}`);
  }
  return names;
}

/** The arrays whose last name is one of those given. */
function denseOf(
  layer: string,
  arrays: ReadonlyMap<string, Hdf5Array> | undefined,
  kernelNames: readonly string[],
  biasNames: readonly string[],
): DenseWeights {
  const find = (names: readonly string[]): Hdf5Array | undefined =>
    [...(arrays ?? [])].find(([path]) => names.includes(path.slice(path.lastIndexOf('/') + 1)))?.[1];
  const [kernel, bias] = [find(kernelNames), find(biasNames)];
  if (!kernel) return refuseFile(`Layer ${shownName(layer)} has no kernel among the weights of this file.`);
  const [inputs, units] = kernel.shape;
  if (kernel.shape.length !== 2 || inputs === undefined || units === undefined)
    return refuseNetwork(
      `Layer ${shownName(layer)} has a kernel of ${kernel.shape.join(' x ')}, which is no dense layer’s: networks here are of dense layers only.`,
    );
  return { kernel: kernel.read(), bias: bias?.read(), inputs, units };
}

/** As `save_weights` leaves them: dense layers in order, of which only the shapes are known. */
function weightsAlone(root: Group): ImportedNetwork {
  const kept = groupIn(root, 'layers') ?? groupIn(root, '_layer_checkpoint_dependencies');
  const container = kept ?? root;
  const given = container.attrs['layer_names'];
  const names = (Array.isArray(given) ? given.map(unpadded) : container.keys.slice().sort(byNumber)).map(
    (name) => ({
      name,
      arrays: arraysIn(groupIn(container, name) ?? refuseFile('This HDF5 file holds no network of Keras’s.')),
    }),
  );
  const parts = names
    .filter(({ arrays }) => arrays.size > 0)
    .map(({ name, arrays }): NetworkPart => {
      const [kernelNames, biasNames] = kept
        ? [['0'], ['1']]
        : [
            ['kernel', 'kernel:0'],
            ['bias', 'bias:0'],
          ];
      const { kernel, bias, inputs, units } = denseOf(name, arrays, kernelNames, biasNames);
      return { kind: 'dense', layer: name, kernel, bias, inputs, units };
    });
  if (parts.length === 0) refuseFile('This HDF5 file holds no network of Keras’s.');
  // Any activation will do to put it together: which one it was is still to be found.
  const withActivations = parts.flatMap((part, i): readonly NetworkPart[] =>
    i === parts.length - 1 ? [part] : [part, { kind: 'activation', layer: part.layer, activation: 'relu' }],
  );
  return {
    format: 'a file of Keras weights',
    name: '',
    ...assembleNetwork(withActivations, parts.length === 1),
    classNames: undefined,
    inputIsUnit: undefined,
  };
}

/** Texts of one list are all as long as the longest, filled up with zeros. */
const unpadded = (text: unknown): string => String(text).replace(/\0+$/, '');

/** dense, dense_1, dense_2, ..., dense_10. */
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/**
 * The layers of a Keras model, as its configuration tells of them: that of Keras 2 and 3 and of TensorFlow.js is the same
 * but for names. A chain of layers, be it a Sequential or a functional model, becomes parts; what a dense network cannot
 * have is refused by its name.
 */
import { PIXEL_COUNT } from '../core/network';
import { LEAKY_RELU_SLOPE } from '../core/training/constants';
import { type ActivationName, type NetworkPart } from './imported-network';
import { refuseFile, refuseNetwork, shownName } from './refusal';
import { isObject, type JsonObject, own } from './text';

const MOST_LAYERS = 100;

export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: JsonObject;
  readonly raw: JsonObject;
}

/** Where a dense layer's numbers are: kernel [inputs, units] and, where the layer has one, bias [units]. */
export interface DenseWeights {
  readonly kernel: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly inputs: number;
  readonly units: number;
}

const ACTIVATIONS: ReadonlyMap<string, ActivationName> = new Map([
  ['linear', 'linear'],
  ['relu', 'relu'],
  ['elu', 'elu'],
  ['tanh', 'tanh'],
  ['sigmoid', 'sigmoid'],
  ['softmax', 'softmax'],
]);

/** They do something in training only. */
const ONLY_IN_TRAINING: ReadonlySet<string> = new Set([
  'Dropout',
  'GaussianDropout',
  'GaussianNoise',
  'AlphaDropout',
  'ActivityRegularization',
]);

/** The model's layers from input to output. model: {class_name, config}. Refuses, by throwing, what is no chain of layers. */
export function kerasLayers(model: JsonObject): readonly KerasLayer[] {
  const className = own(model, 'class_name');
  const config = own(model, 'config');
  // The first Keras wrote a Sequential's layers without anything around them.
  const list = Array.isArray(config) ? config : own(config, 'layers');
  if (!Array.isArray(list)) return refuseFile('The model’s configuration lists no layers.');
  if (list.length > MOST_LAYERS) refuseNetwork(`This model has ${list.length} layers, which is too many.`);
  const layers = list.map((raw: unknown, i): KerasLayer => {
    const layerConfig = own(raw, 'config');
    const layerClass = own(raw, 'class_name');
    if (!isObject(raw) || !isObject(layerConfig) || typeof layerClass !== 'string')
      return refuseFile(`Layer ${i + 1} of the model’s configuration is not described.`);
    const name = own(layerConfig, 'name') ?? own(raw, 'name');
    return {
      className: layerClass,
      name: typeof name === 'string' ? name : layerClass,
      config: layerConfig,
      raw,
    };
  });
  return className === 'Sequential' ? layers : chain(layers);
}

/** The layers of a functional model in their order. Refuses, by throwing, one that branches. */
function chain(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  const names = new Map(layers.map((layer) => [layer.name, layer]));
  const followers = new Map<string, KerasLayer>();
  let first: KerasLayer | undefined;
  for (const layer of layers) {
    const sources = new Set<string>();
    collectSources(own(layer.raw, 'inbound_nodes'), names, sources);
    const [source] = sources;
    if (source === undefined && !first) first = layer;
    else if (source === undefined || sources.size > 1 || followers.has(source))
      refuseNetwork(
        `This model branches at layer ${shownName(layer.name)}: networks here are a chain of layers.`,
      );
    else followers.set(source, layer);
  }
  const ordered: KerasLayer[] = [];
  for (let layer = first; layer && ordered.length <= layers.length; layer = followers.get(layer.name))
    ordered.push(layer);
  if (ordered.length !== layers.length) refuseNetwork('The layers of this model are not a chain.');
  return ordered;
}

/** Names of layers whose outputs a layer takes: wherever ["name", node, tensor] stands, which all editions write. */
function collectSources(
  node: unknown,
  names: ReadonlyMap<string, unknown>,
  found: Set<string>,
  depth = 0,
): void {
  if (depth > 20) return;
  if (Array.isArray(node)) {
    const [name, index] = node as unknown[];
    if (typeof name === 'string' && typeof index === 'number' && names.has(name)) found.add(name);
    for (const inner of node as unknown[]) collectSources(inner, names, found, depth + 1);
  } else if (isObject(node)) {
    for (const inner of Object.values(node)) collectSources(inner, names, found, depth + 1);
  }
}

/** What the layers do to a digit. weightsOf: a dense layer's numbers; refuses, by throwing, when they are not there. */
export function kerasParts(
  layers: readonly KerasLayer[],
  weightsOf: (layer: KerasLayer) => DenseWeights,
): NetworkPart[] {
  const parts: NetworkPart[] = [];
  for (const [i, layer] of layers.entries()) {
    if (i === 0) checkInput(layer);
    parts.push(...partsOf(layer, weightsOf));
  }
  return parts;
}

function partsOf(layer: KerasLayer, weightsOf: (layer: KerasLayer) => DenseWeights): readonly NetworkPart[] {
  const { className, name, config } = layer;
  if (ONLY_IN_TRAINING.has(className)) return [];
  switch (className) {
    case 'InputLayer':
    case 'Flatten':
      return [];
    case 'Reshape':
      checkInput(layer, own(config, 'target_shape'));
      return [];
    case 'Dense': {
      const weights = weightsOf(layer);
      const units = own(config, 'units');
      if (units !== weights.units)
        refuseFile(
          `Layer ${shownName(name)} says ${String(units)} units, but its weights are for ${weights.units}.`,
        );
      return [
        { kind: 'dense', layer: name, ...weights },
        { kind: 'activation', layer: name, activation: activationOf(layer) },
      ];
    }
    case 'Rescaling':
      return [
        {
          kind: 'affine',
          layer: name,
          scale: numberIn(layer, 'scale', 1),
          offset: numberIn(layer, 'offset', 0),
        },
      ];
    default:
      return [{ kind: 'activation', layer: name, activation: activationLayer(layer) }];
  }
}

function activationLayer(layer: KerasLayer): ActivationName {
  const { className, name } = layer;
  switch (className) {
    case 'Activation':
      return activationOf(layer);
    case 'ReLU': {
      const isPlain =
        (own(layer.config, 'max_value') ?? null) === null && numberIn(layer, 'threshold', 0) === 0;
      const slope = numberIn(layer, 'negative_slope', 0);
      if (!isPlain)
        refuseNetwork(
          `Layer ${shownName(name)} (ReLU) has a limit or a threshold, which networks here have not.`,
        );
      return slope === 0 ? 'relu' : leaky(name, slope);
    }
    case 'LeakyReLU':
      return leaky(name, numberIn(layer, 'negative_slope', numberIn(layer, 'alpha', 0.3)));
    case 'ELU':
      if (numberIn(layer, 'alpha', 1) !== 1)
        refuseNetwork(`Layer ${shownName(name)} is an ELU with an alpha that is not 1.`);
      return 'elu';
    case 'Softmax':
      return 'softmax';
    default:
      return refuseNetwork(
        `Layer ${shownName(name)} is a ${shownName(className)}: networks here are of dense layers only.`,
      );
  }
}

function leaky(name: string, slope: number): ActivationName {
  if (Math.abs(slope - LEAKY_RELU_SLOPE) > 1e-6)
    refuseNetwork(
      `Layer ${shownName(name)} is a leaky ReLU of slope ${slope}: here it is ${LEAKY_RELU_SLOPE}.`,
    );
  return 'leakyRelu';
}

/** Named, or as an object: {class_name: 'ReLU', config}. */
function activationOf({ name, config }: KerasLayer): ActivationName {
  const activation = own(config, 'activation') ?? 'linear';
  if (typeof activation === 'string') {
    if (activation === 'leaky_relu') return leaky(name, LEAKY_RELU_SLOPE);
    return (
      ACTIVATIONS.get(activation) ??
      refuseNetwork(
        `Layer ${shownName(name)} has ${shownName(activation)}, an activation that networks here have not.`,
      )
    );
  }
  const className = own(activation, 'class_name');
  const inner = own(activation, 'config');
  if (className === 'function' && typeof inner === 'string')
    return activationOf({ name, className, config: { activation: inner }, raw: {} });
  if (typeof className !== 'string')
    return refuseFile(`Layer ${shownName(name)} has an activation without a name.`);
  return activationLayer({ className, name, config: isObject(inner) ? inner : {}, raw: {} });
}

function numberIn({ name, config }: KerasLayer, key: string, absent: number): number {
  const value = own(config, key) ?? absent;
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : refuseNetwork(`Layer ${shownName(name)}: its ${key} is not one number.`);
}

/** Where the model says what comes in, it must be a digit's 784 pixels, flat or as a picture. */
function checkInput({ name, config }: KerasLayer, given?: unknown): void {
  const shape = given ?? own(config, 'batch_shape') ?? own(config, 'batch_input_shape');
  if (shape === undefined || shape === null) return;
  const sides = Array.isArray(shape) ? (shape as unknown[]).slice(given === undefined ? 1 : 0) : [];
  const count = sides.reduce<number>(
    (product, side) => product * (typeof side === 'number' ? side : Number.NaN),
    1,
  );
  if (sides.length === 0 || (count !== PIXEL_COUNT && !(given !== undefined && count === -1)))
    refuseNetwork(
      `Layer ${shownName(name)} takes ${shownName(sides.join(' x '))} numbers: digits here are 28 x 28 pixels, which is 784.`,
    );
}

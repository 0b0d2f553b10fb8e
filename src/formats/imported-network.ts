/**
 * A network out of any format, put together from what the format calls layers: the dense network of ten classes that this
 * page trains, or a refusal that names the layer. What is linear is folded away: scalings, and dense layers with nothing
 * between them.
 */
import { type Activation, MAX_HIDDEN_LAYERS, MAX_UNITS } from '../core/experiment';
import { foldInput } from '../core/input-scaling';
import { CLASS_COUNT, type LayerWeights, PIXEL_COUNT } from '../core/network';
import { refuseFile, refuseNetwork, shownName } from './refusal';

/** What activations are called here; 'linear' is none. */
export type ActivationName = Activation | 'linear' | 'softmax';

/** One step from input to output, as a format tells of it. `layer`: its name in the file. */
export type NetworkPart =
  | {
      readonly kind: 'dense';
      readonly layer: string;
      /** float32 [inputs, units], row-major. */
      readonly kernel: Float32Array;
      /** float32 [units]; undefined for none. */
      readonly bias: Float32Array | undefined;
      readonly inputs: number;
      readonly units: number;
    }
  | { readonly kind: 'activation'; readonly layer: string; readonly activation: ActivationName }
  /** Every value times `scale`, plus `offset`. */
  | { readonly kind: 'affine'; readonly layer: string; readonly scale: number; readonly offset: number };

export interface ImportedNetwork {
  /** For the visitor: "a Keras file". */
  readonly format: string;
  /** What the file calls it; "" where it says nothing. */
  readonly name: string;
  /** Units per layer, 784 first and 10 last. */
  readonly layerSizes: readonly number[];
  /** Of the hidden layers. Undefined where the file holds weights alone, and does not say. */
  readonly activation: Activation | undefined;
  readonly weights: readonly LayerWeights[];
  /** What the file calls its ten classes, in the order of labels; undefined where it says nothing. */
  readonly classNames: readonly string[] | undefined;
  /** Whether the file itself says that pixels come in as 0..1. Undefined where it does not say what comes in. */
  readonly inputIsUnit: boolean | undefined;
}

type Dense = Extract<NetworkPart, { kind: 'dense' }>;

interface Layer {
  readonly layer: string;
  readonly inputs: number;
  readonly units: number;
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  activation: ActivationName;
}

/** Sizes, activation and weights of a chain of parts. Refuses, by throwing, what is not a network of this page's kind. */
export function assembleNetwork(
  parts: readonly NetworkPart[],
  knowsActivations = true,
): Pick<ImportedNetwork, 'layerSizes' | 'activation' | 'weights'> {
  const layers = joinParts(parts);
  const last = layers.at(-1);
  if (!last) return refuseNetwork('There is no dense layer in this network.');
  checkShape(layers, last);
  const hidden = layers.slice(0, -1);
  return {
    layerSizes: [PIXEL_COUNT, ...layers.map(({ units }) => units)],
    activation: knowsActivations ? commonActivation(hidden) : undefined,
    weights: layers.map(({ kernel, bias }) => ({ kernel, bias })),
  };
}

function joinParts(parts: readonly NetworkPart[]): Layer[] {
  const layers: Layer[] = [];
  let scale = 1;
  let offset = 0;
  for (const part of parts) {
    const last = layers.at(-1);
    if (part.kind === 'affine') {
      if (!Number.isFinite(part.scale) || !Number.isFinite(part.offset))
        refuseFile(`Layer ${shownName(part.layer)} scales by what is not a number.`);
      offset = offset * part.scale + part.offset;
      scale *= part.scale;
    } else if (part.kind === 'dense') {
      checkNumbers(part);
      const fresh = folded(part, scale, offset);
      [scale, offset] = [1, 0];
      if (last && last.units !== part.inputs) {
        refuseFile(
          `Layer ${shownName(part.layer)} takes ${part.inputs} numbers, but the layer before it gives ${last.units}.`,
        );
      }
      if (last?.activation === 'linear') layers[layers.length - 1] = product(last, fresh);
      else layers.push(fresh);
    } else activate(part, last, scale !== 1 || offset !== 0);
  }
  if (scale !== 1 || offset !== 0) refuseNetwork('The network scales what it gives, after its last layer.');
  return layers;
}

function activate(
  { layer, activation }: Extract<NetworkPart, { kind: 'activation' }>,
  last: Layer | undefined,
  isScaled: boolean,
): void {
  if (activation === 'linear') return;
  if (!last || isScaled)
    return refuseNetwork(`Layer ${shownName(layer)} (${activation}) has no dense layer directly before it.`);
  const isDone = last.activation === activation && (activation === 'relu' || activation === 'softmax');
  if (last.activation !== 'linear' && !isDone)
    refuseNetwork(
      `Layer ${shownName(layer)} is a second activation, ${activation} after ${last.activation}.`,
    );
  last.activation = activation;
}

function checkNumbers({ layer, kernel, bias, inputs, units }: Dense): void {
  const name = shownName(layer);
  if (!(inputs > 0 && units > 0)) refuseFile(`Layer ${name} is empty.`);
  if (kernel.length !== inputs * units)
    refuseFile(
      `Layer ${name} should have ${inputs * units} weights, ${inputs} x ${units}, not ${kernel.length}.`,
    );
  if (bias && bias.length !== units)
    refuseFile(`Layer ${name} should have ${units} biases, not ${bias.length}.`);
  for (const [what, values] of [
    ['weight', kernel],
    ['bias', bias],
  ] as const) {
    for (let i = 0; i < (values?.length ?? 0); i++) {
      if (!Number.isFinite(values![i]!))
        refuseFile(`Layer ${name}: ${what} number ${i} is not a finite number.`);
    }
  }
}

/** As it is for inputs that are not scaled yet. */
function folded(part: Dense, scale: number, offset: number): Layer {
  const { layer, inputs, units } = part;
  const weights = foldInput(
    { kernel: part.kernel, bias: part.bias ?? new Float32Array(units) },
    scale,
    offset,
  );
  return { layer, inputs, units, ...weights, activation: 'linear' };
}

/** One layer in place of two with nothing between them. */
function product(first: Layer, second: Layer): Layer {
  const kernel = new Float32Array(first.inputs * second.units);
  const row = new Float64Array(second.units);
  const throughSecond = (values: Float32Array, from: number): Float64Array => {
    row.fill(0);
    for (let k = 0; k < first.units; k++) {
      const value = values[from + k]!;
      for (let u = 0; u < second.units; u++) row[u]! += value * second.kernel[k * second.units + u]!;
    }
    return row;
  };
  for (let i = 0; i < first.inputs; i++)
    kernel.set(throughSecond(first.kernel, i * first.units), i * second.units);
  const bias = Float32Array.from(throughSecond(first.bias, 0), (sum, u) => sum + second.bias[u]!);
  return { ...second, inputs: first.inputs, kernel, bias };
}

function checkShape(layers: readonly Layer[], last: Layer): void {
  const [first] = layers;
  const name = shownName(first!.layer);
  if (first!.inputs !== PIXEL_COUNT)
    refuseNetwork(
      `Layer ${name} takes ${first!.inputs} numbers: digits here are 28 x 28 pixels, which is 784.`,
    );
  if (last.units !== CLASS_COUNT)
    refuseNetwork(
      `Layer ${shownName(last.layer)}, the last, tells ${last.units} classes apart: networks here tell ${CLASS_COUNT}.`,
    );
  if (last.activation !== 'linear' && last.activation !== 'softmax')
    refuseNetwork(
      `Layer ${shownName(last.layer)}, the last, ends in ${last.activation}: networks here end in softmax, or in what softmax takes.`,
    );
  if (layers.length - 1 > MAX_HIDDEN_LAYERS)
    refuseNetwork(
      `This network has ${layers.length - 1} hidden layers: here are ${MAX_HIDDEN_LAYERS} at most.`,
    );
  for (const { layer, units } of layers) {
    if (units > MAX_UNITS)
      refuseNetwork(`Layer ${shownName(layer)} has ${units} units: layers here have ${MAX_UNITS} at most.`);
  }
}

/** The one that all hidden layers have; relu, which changes nothing, for a network without hidden layers. */
function commonActivation(hidden: readonly Layer[]): Activation {
  const [first] = hidden;
  if (!first) return 'relu';
  for (const { layer, activation } of hidden) {
    if (activation === 'softmax')
      refuseNetwork(`Layer ${shownName(layer)} has softmax, but is not the last.`);
    if (activation !== first.activation)
      refuseNetwork(
        `Layer ${shownName(layer)} has ${activation}, but ${shownName(first.layer)} has ${first.activation}: networks here have one activation.`,
      );
  }
  return first.activation as Activation;
}

/**
 * Looking into the current network. The page says which pictures it is showing; the worker reports on those, and only
 * those, again and again while the network changes. What a drawing does in the network is asked for.
 */
import type { Activation } from '../core/experiment';
import type { Distribution } from '../core/insight/distribution';

/** `drawing` brings no picture, only word of a new network of which to ask again. */
export const INSIGHT_TOPICS = ['first-layer', 'layers', 'drawing', 'map'] as const;
export type InsightTopic = (typeof INSIGHT_TOPICS)[number];

/** The first validation digits, these many, are what activations are told of. */
export const SURVEY_DIGITS = 1000;
/** The first validation digits, these many, are the batch whose gradients are told. */
export const GRADIENT_DIGITS = 100;
/** The first validation digits, these many, are on the map. */
export const MAP_DIGITS = 2000;
/** The first training digits, these many, are searched for a drawing's neighbours. */
export const NEIGHBOUR_DIGITS = 10_000;
export const NEIGHBOUR_COUNT = 5;

interface Report {
  /** The training step whose weights it is about. */
  readonly step: number;
}

export interface FirstLayerReport extends Report {
  readonly topic: 'first-layer';
  /** float32 [784, units], row-major. */
  readonly kernel: Float32Array;
  /** float32 [units]. */
  readonly bias: Float32Array;
  /** float32 [units]: the Euclidean norm of each unit's 784 weights. */
  readonly norms: Float32Array;
  /** The root of the mean square of all weights: their typical size. */
  readonly typical: number;
  /** Whether these units are the classes: there is no hidden layer. */
  readonly isOutput: boolean;
}

export interface LayerInsight {
  readonly units: number;
  /** Of the kernel. */
  readonly weights: Distribution;
  /** Of the loss with respect to the kernel, over GRADIENT_DIGITS digits. */
  readonly gradients: Distribution;
  /** Over SURVEY_DIGITS digits; of the last layer, the logits. */
  readonly activations: Distribution;
  /** Indices of the units that no digit of the survey can teach anything. Undefined for the last layer. */
  readonly dead: Uint32Array | undefined;
}

export interface LayersReport extends Report {
  readonly topic: 'layers';
  readonly activation: Activation;
  readonly layers: readonly LayerInsight[];
}

export interface DrawingReport extends Report {
  readonly topic: 'drawing';
}

export interface MapReport extends Report {
  readonly topic: 'map';
  /** float32 [MAP_DIGITS, 2]: where the digits lie, the middle of all at 0, 0. Empty without a hidden layer, as readings. */
  readonly coordinates: Float32Array;
  /** uint8 [MAP_DIGITS]: what the network reads them as. */
  readonly readings: Uint8Array;
  /** Shares of the variance along the two components, 0..1. */
  readonly explained: readonly [number, number];
  /** Of the last hidden layer; 0 when there is none, and so no map. */
  readonly units: number;
}

export type InsightReport = FirstLayerReport | LayersReport | DrawingReport | MapReport;

/** Digits with what they are. */
export interface LabelledDigits {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
}

/** What one drawing does in the network. */
export interface DrawingInsight extends Report {
  /** One float32 [units] per hidden layer, first to last. May be none. */
  readonly hidden: readonly Float32Array[];
  /** float32 [10], before softmax. */
  readonly logits: Float32Array;
  /** float32 [10], sums to 1. */
  readonly probabilities: Float32Array;
  /** float32 [10, 784]: gradient times input, what each pixel adds to each class's logit. */
  readonly contributions: Float32Array;
}

/** See occlusionDrops in engine/plain/occlusion.ts. */
export interface Occlusion extends Report {
  readonly classIndex: number;
  /** float32 [784]. */
  readonly drops: Float32Array;
}

/** Where a drawing lies among the digits. */
export interface Place extends Report {
  readonly x: number;
  readonly y: number;
  /** Training digits, nearest first. Empty until they have been read, some seconds after the map was opened. */
  readonly neighbours: readonly NeighbourDigit[];
}

export interface NeighbourDigit {
  /** Its place in the training set. */
  readonly index: number;
  readonly label: number;
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** Euclidean, between activations of the last hidden layer. */
  readonly distance: number;
}

/** A unit of the first layer, which looks at the pixels, or of the last, whose sums are the logits. Without hidden layers they are one. */
export interface UnitPlace {
  readonly layer: 'first' | 'last';
  /** Its place in the layer, from 0. */
  readonly unit: number;
}

/** One unit's weighted sum, number by number. Sums are taken in float64 of the network's own float32 weights. */
export interface UnitSum {
  readonly place: UnitPlace;
  /** What comes in: the pixels, 0..1, or what the last hidden layer's units put out. */
  readonly from: 'pixels' | 'units';
  /** float32 [inputs]. */
  readonly inputs: Float32Array;
  /** float32 [inputs]. */
  readonly weights: Float32Array;
  /** float64 [inputs]: each input times its weight. */
  readonly products: Float64Array;
  /** The positive products added up, and the negative ones. */
  readonly positive: number;
  readonly negative: number;
  readonly bias: number;
  /** positive + negative + bias; in the last layer, the logit. */
  readonly sum: number;
  /** What the unit makes of its sum. Undefined in the last layer, whose sums go into softmax as they are. */
  readonly activation: { readonly name: Activation; readonly value: number } | undefined;
}

/** From ten logits to ten probabilities: each number on the way. All arrays are float64 [10]. */
export interface SoftmaxSteps {
  readonly logits: Float64Array;
  /** What calibrates the network's confidence; 1 where nothing does. */
  readonly temperature: number;
  /** (logit - the largest) / temperature. */
  readonly shifted: Float64Array;
  /** e to the power of these. */
  readonly exponentials: Float64Array;
  /** Of the exponentials. */
  readonly sum: number;
  /** exponentials / sum. */
  readonly probabilities: Float64Array;
}

/** How the network on screen reckons with one digit. */
export interface Arithmetic extends Report {
  /** Undefined when none was asked for, or the layer has not so many. */
  readonly unit: UnitSum | undefined;
  readonly softmax: SoftmaxSteps;
}

/** All answers are undefined while there is no network that has learned, and when they were overtaken by another. */
export interface InsightApi {
  /** Reports on these from now on, as `insight` events, and on no others. */
  watch(topics: readonly InsightTopic[]): Promise<void>;
  /** The digits of the map: the first MAP_DIGITS of validation, once they are here. */
  mapDigits(): Promise<LabelledDigits>;
  /** pixels: uint8 [784], 255 = ink. The same below. For a watched topic only: nothing is kept ready otherwise. */
  explain(pixels: Uint8Array): Promise<DrawingInsight | undefined>;
  occlude(pixels: Uint8Array, classIndex: number): Promise<Occlusion | undefined>;
  place(pixels: Uint8Array): Promise<Place | undefined>;
  arithmetic(pixels: Uint8Array, unit: UnitPlace | undefined): Promise<Arithmetic | undefined>;
}

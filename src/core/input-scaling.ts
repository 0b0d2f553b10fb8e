/**
 * How pixels come into networks that others have trained. Ours get ink as 0 to 1; whatever another wants is a linear function
 * of that, so that it can be folded into the first layer, and nothing else in the page needs to know of it.
 */
import type { LayerWeights } from './network';

export const INPUT_SCALINGS = [
  'unit',
  'bytes',
  'standardised',
  'centred',
  'symmetric',
  'inverted',
  'inverted-bytes',
] as const;
export type InputScaling = (typeof INPUT_SCALINGS)[number];

/** Of MNIST's training pixels as 0..1. */
const MEAN = 0.1307;
const DEVIATION = 0.3081;

interface ScalingFacts {
  /** What the network gets for a pixel x, 0..1 with 1 for ink: scale * x + offset. */
  readonly scale: number;
  readonly offset: number;
  readonly words: string;
}

export const SCALING_FACTS: Readonly<Record<InputScaling, ScalingFacts>> = {
  unit: { scale: 1, offset: 0, words: '0 to 1' },
  bytes: { scale: 255, offset: 0, words: '0 to 255' },
  standardised: {
    scale: 1 / DEVIATION,
    offset: -MEAN / DEVIATION,
    words: 'less their mean, by their deviation',
  },
  centred: { scale: 1, offset: -0.5, words: '-0.5 to 0.5' },
  symmetric: { scale: 2, offset: -1, words: '-1 to 1' },
  inverted: { scale: -1, offset: 1, words: '0 to 1, paper white' },
  'inverted-bytes': { scale: -255, offset: 255, words: '0 to 255, paper white' },
};

/** The first layer that makes of x what the one given makes of scale * x + offset. Fresh arrays. */
export function foldInput({ kernel, bias }: LayerWeights, scale: number, offset: number): LayerWeights {
  const units = bias.length;
  const sums = Float64Array.from(bias);
  if (offset !== 0) kernel.forEach((weight, i) => (sums[i % units]! += offset * weight));
  return {
    kernel: scale === 1 ? kernel.slice() : kernel.map((weight) => scale * weight),
    bias: Float32Array.from(sums),
  };
}

/**
 * A network that was taken to want one scaling, as one that wants another: what was folded into its first layer comes out
 * again. The other layers are shared.
 */
export function rescaled(
  weights: readonly LayerWeights[],
  from: InputScaling | undefined,
  to: InputScaling,
): readonly LayerWeights[] {
  const [first, ...others] = weights;
  const now = SCALING_FACTS[from ?? 'unit'];
  const then = SCALING_FACTS[to];
  // then(now's inverse (x)).
  const scale = then.scale / now.scale;
  return first ? [foldInput(first, scale, then.offset - scale * now.offset), ...others] : weights;
}

/**
 * How a network lies in the device's memory. Matrices are row-major, every row padded to whole "quads": vec4s of four
 * numbers. Padded rows and columns of weights begin as zeros and stay so, for their gradients are zero.
 *
 * Weights, and each slot of the optimiser, are one buffer each, all laid out alike: layer by layer a kernel [4 * inputQuads,
 * unitQuads] and then its bias [unitQuads].
 */
import type { LayerWeights } from '../../core/network';

/** Numbers to a vec4. */
const QUAD = 4;
export const quadsOf = (count: number): number => Math.ceil(count / QUAD);

export interface LayerLayout {
  readonly inputs: number;
  readonly units: number;
  readonly inputQuads: number;
  readonly unitQuads: number;
  /** Where the kernel and the bias begin, in quads. */
  readonly kernelAt: number;
  readonly biasAt: number;
}

export interface ParameterLayout {
  readonly layers: readonly LayerLayout[];
  /** Of one set: the weights, or one slot. */
  readonly quads: number;
}

export function parameterLayout(layerSizes: readonly number[]): ParameterLayout {
  let quads = 0;
  const layers = layerSizes.slice(1).map((units, l) => {
    const inputs = layerSizes[l]!;
    const [inputQuads, unitQuads] = [quadsOf(inputs), quadsOf(units)];
    const kernelAt = quads;
    const biasAt = kernelAt + QUAD * inputQuads * unitQuads;
    quads = biasAt + unitQuads;
    return { inputs, units, inputQuads, unitQuads, kernelAt, biasAt };
  });
  return { layers, quads };
}

/** A set of parameters as the device has it: float32 [4 * layout.quads], a new array. */
export function packParameters(
  { layers, quads }: ParameterLayout,
  set: readonly LayerWeights[],
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(QUAD * quads);
  layers.forEach(({ inputs, units, unitQuads, kernelAt, biasAt }, l) => {
    const { kernel, bias } = set[l]!;
    for (let i = 0; i < inputs; i++) {
      packed.set(kernel.subarray(i * units, (i + 1) * units), QUAD * (kernelAt + i * unitQuads));
    }
    packed.set(bias, QUAD * biasAt);
  });
  return packed;
}

/** The way back; the arrays are new. */
export const unpackParameters = ({ layers }: ParameterLayout, packed: Float32Array): LayerWeights[] =>
  layers.map(({ inputs, units, unitQuads, kernelAt, biasAt }) => {
    const kernel = new Float32Array(inputs * units);
    for (let i = 0; i < inputs; i++) {
      const from = QUAD * (kernelAt + i * unitQuads);
      kernel.set(packed.subarray(from, from + units), i * units);
    }
    return { kernel, bias: packed.slice(QUAD * biasAt, QUAD * biasAt + units) };
  });

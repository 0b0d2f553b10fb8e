import type { Activation } from '../../core/experiment';
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';

interface Slope {
  /** f'(z), told by what the unit puts out: a = f(z). All five functions allow that. */
  readonly fromOutput: (a: number) => number;
  readonly greatest: number;
}

const SLOPES: Readonly<Record<Activation, Slope>> = {
  relu: { fromOutput: (a) => (a > 0 ? 1 : 0), greatest: 1 },
  leakyRelu: { fromOutput: (a) => (a > 0 ? 1 : LEAKY_RELU_SLOPE), greatest: 1 },
  elu: { fromOutput: (a) => (a > 0 ? 1 : a + 1), greatest: 1 },
  tanh: { fromOutput: (a) => 1 - a * a, greatest: 1 },
  sigmoid: { fromOutput: (a) => a * (1 - a), greatest: 0.25 },
};

/** The share of the greatest possible slope up to which a unit counts as shut. */
const SHUT_SHARE = 0.01;

export const slopeOf = (activation: Activation): ((a: number) => number) => SLOPES[activation].fromOutput;

/**
 * The units that are dead: for every one of the digits, next to no gradient comes through them (a hundredth of the most
 * that their function lets through, or less), so none of these digits can teach them anything. A dead ReLU unit puts out 0
 * for all; a dead sigmoid, tanh or ELU unit sits at an end of its range. A leaky ReLU unit cannot die.
 * outputs: float32 [count, units], after the activation function. Returns their indices, rising.
 */
export function deadUnits(activation: Activation, outputs: Float32Array, units: number): Uint32Array {
  const { fromOutput, greatest } = SLOPES[activation];
  const alive = new Uint8Array(units);
  for (let i = 0; i < outputs.length; i++) {
    if (fromOutput(outputs[i]!) > SHUT_SHARE * greatest) alive[i % units] = 1;
  }
  return Uint32Array.from([...alive.keys()].filter((unit) => alive[unit] === 0));
}

import type { Optimizer } from '../../core/experiment';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../../core/training/constants';
import type { StepHyper } from '../engine';

/**
 * Writes what one optimiser step needs to know into `out`, float32 [8], in the order that assembly/optimizers.ts reads it.
 * decay: the weight decay of the parameters meant, 0 for biases. stepNumber counts from 1.
 */
export function writeCoefficients(
  out: Float32Array,
  optimizer: Optimizer,
  { learningRate }: StepHyper,
  decay: number,
  stepNumber: number,
): void {
  const adam = optimizer === 'adam' || optimizer === 'adamw';
  const keepFirst = adam ? ADAM_BETA1 : MOMENTUM;
  const keepSecond = adam ? ADAM_BETA2 : RMSPROP_DECAY;
  const correction = adam ? Math.sqrt(1 - ADAM_BETA2 ** stepNumber) : 1;
  out[0] = optimizer === 'adamw' ? 0 : decay;
  out[1] = adam ? (learningRate * correction) / (1 - ADAM_BETA1 ** stepNumber) : learningRate;
  out[2] = EPSILON * correction;
  out[3] = keepFirst;
  out[4] = 1 - keepFirst;
  out[5] = keepSecond;
  out[6] = 1 - keepSecond;
  out[7] = optimizer === 'adamw' ? learningRate * decay : 0;
}

/** The update rules of engine.ts, in tfjs operations, on one variable at a time. */
import * as tf from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../core/experiment';
import { ADAM_BETA1, ADAM_BETA2, EPSILON, MOMENTUM, RMSPROP_DECAY } from '../../core/training/constants';

export interface UpdateHyper {
  readonly learningRate: number;
  /** 0 for biases. */
  readonly weightDecay: number;
  /** Number of this step, counting from 1. */
  readonly stepNumber: number;
}

/** A running average in place: slot = decay * slot + share * value. */
function blend(slot: tf.Variable, decay: number, value: tf.Tensor, share: number): tf.Tensor {
  slot.assign(tf.add(tf.mul(slot, decay), tf.mul(value, share)));
  return slot;
}

/** Moves `parameter` one step against `gradient`, updating its slots (see OPTIMIZER_SLOTS). */
export function applyUpdate(
  optimizer: Optimizer,
  parameter: tf.Variable,
  lossGradient: tf.Tensor,
  slots: readonly tf.Variable[],
  { learningRate, weightDecay, stepNumber }: UpdateHyper,
): void {
  const decoupled = optimizer === 'adamw';
  const gradient =
    weightDecay > 0 && !decoupled ? tf.add(lossGradient, tf.mul(parameter, weightDecay)) : lossGradient;
  const [first, second] = slots;
  const move = (direction: tf.Tensor) => parameter.assign(tf.sub(parameter, tf.mul(direction, learningRate)));

  switch (optimizer) {
    case 'sgd':
      move(gradient);
      return;
    case 'momentum':
      move(blend(first!, MOMENTUM, gradient, 1));
      return;
    case 'rmsprop': {
      const meanSquare = blend(first!, RMSPROP_DECAY, tf.square(gradient), 1 - RMSPROP_DECAY);
      move(tf.div(gradient, tf.sqrt(tf.add(meanSquare, EPSILON))));
      return;
    }
    case 'adam':
    case 'adamw': {
      const mean = tf.div(blend(first!, ADAM_BETA1, gradient, 1 - ADAM_BETA1), 1 - ADAM_BETA1 ** stepNumber);
      const meanSquare = tf.div(
        blend(second!, ADAM_BETA2, tf.square(gradient), 1 - ADAM_BETA2),
        1 - ADAM_BETA2 ** stepNumber,
      );
      const direction = tf.div(mean, tf.add(tf.sqrt(meanSquare), EPSILON));
      move(decoupled && weightDecay > 0 ? tf.add(direction, tf.mul(parameter, weightDecay)) : direction);
    }
  }
}

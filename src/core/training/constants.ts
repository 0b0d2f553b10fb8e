/** The numbers that every engine, and every program that repeats a run elsewhere, must have in common; engine.ts says what for. */
export const EPSILON = 1e-7;
export const MOMENTUM = 0.9;
export const RMSPROP_DECAY = 0.9;
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
export const LEAKY_RELU_SLOPE = 0.2;

import * as v from 'valibot';

/** A whole number, at least 0. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const floats = v.custom<Float32Array>((value) => value instanceof Float32Array, 'Not float32 numbers');
const layersSchema = v.pipe(v.array(v.object({ kernel: floats, bias: floats })), v.readonly());

/** A TrainState; whether its arrays have the lengths of a network is for network-shape.ts to say. */
export const stateSchema = v.object({
  step: count,
  weights: layersSchema,
  slots: v.pipe(v.array(layersSchema), v.readonly()),
});

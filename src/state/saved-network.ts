/** A network as it is kept between visits: all that is needed to go on, and what the card that offers it says. */
import * as v from 'valibot';
import { type Experiment, isExperiment } from '../core/experiment';
import { type LayerWeights, layerSizesOf, OPTIMIZER_SLOTS, type TrainState } from '../core/network';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const numbers = v.pipe(v.array(v.number()), v.readonly());

const floats = v.custom<Float32Array>((value) => value instanceof Float32Array);
const layerSchema = v.object({ kernel: floats, bias: floats });
const layersSchema = v.pipe(v.array(layerSchema), v.readonly());
const stateSchema = v.object({
  step: v.pipe(count, v.minValue(1)),
  weights: layersSchema,
  slots: v.pipe(v.array(layersSchema), v.readonly()),
});
const curveSchema = v.pipe(
  v.object({ steps: numbers, values: numbers, length: count }),
  v.check(({ steps, values, length }) => steps.length === length && values.length === length),
);

export const savedNetworkSchema = v.pipe(
  v.object({
    /** One for each run, however often it is saved. */
    id: v.string(),
    /** Milliseconds since 1970. */
    savedAt: v.number(),
    epoch: count,
    /** Share of test digits read right; null when they were not asked since its last change. */
    testAccuracy: v.nullable(fraction),
    checkpoint: v.object({
      experiment: v.custom<Experiment>(isExperiment),
      state: stateSchema,
      trainSeconds: v.number(),
    }),
    curves: v.object({
      trainLoss: curveSchema,
      trainAccuracy: curveSchema,
      validationLoss: curveSchema,
      validationAccuracy: curveSchema,
    }),
  }),
  v.check(({ checkpoint: { experiment, state } }) => fits(experiment, state), 'Not the shape of its network'),
);

export type SavedNetwork = v.InferOutput<typeof savedNetworkSchema>;

/** Whether every array is as long as the experiment's network wants it, and every number finite. */
function fits({ hidden, optimizer }: Experiment, { weights, slots }: TrainState): boolean {
  const sizes = layerSizesOf(hidden);
  const fitsNetwork = (layers: readonly LayerWeights[]): boolean =>
    layers.length === sizes.length - 1 &&
    layers.every(
      ({ kernel, bias }, layer) =>
        kernel.length === sizes[layer]! * sizes[layer + 1]! &&
        bias.length === sizes[layer + 1] &&
        kernel.every(Number.isFinite) &&
        bias.every(Number.isFinite),
    );
  return (
    fitsNetwork(weights) && slots.length === OPTIMIZER_SLOTS[optimizer].length && slots.every(fitsNetwork)
  );
}

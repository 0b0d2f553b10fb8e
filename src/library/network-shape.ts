/** Whether kept weights are those of the network that a record tells of, and how large they are. */
import type { Experiment } from '../core/experiment';
import { type LayerWeights, layerSizesOf, OPTIMIZER_SLOTS, type TrainState } from '../core/network';

/** A plain loop, for millions of numbers are checked at each save: ten times as fast as every(). */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) return false;
  }
  return true;
}

/** Whether every layer's arrays are as long as a network with these hidden layers wants them, and every number finite. */
function layersFit(hidden: readonly number[], layers: readonly LayerWeights[]): boolean {
  const sizes = layerSizesOf(hidden);
  return (
    layers.length === sizes.length - 1 &&
    layers.every(
      ({ kernel, bias }, layer) =>
        kernel.length === sizes[layer]! * sizes[layer + 1]! &&
        bias.length === sizes[layer + 1] &&
        allFinite(kernel) &&
        allFinite(bias),
    )
  );
}

/** Whether a state is one that the experiment can go on from: its network's weights, and its optimiser's memory. */
export const fits = ({ hidden, optimizer }: Experiment, { weights, slots }: TrainState): boolean =>
  layersFit(hidden, weights) &&
  slots.length === OPTIMIZER_SLOTS[optimizer].length &&
  slots.every((slot) => layersFit(hidden, slot));

/** Like `fits`, for networks that may have come without the optimiser's memory: then there are no slots at all. */
export const fitsForPredicting = (experiment: Experiment, state: TrainState): boolean =>
  state.slots.length === 0 ? layersFit(experiment.hidden, state.weights) : fits(experiment, state);

/** Bytes of a state's numbers, each a float32. */
export const sizeBytesOf = ({ weights, slots }: TrainState): number =>
  [weights, ...slots].flat().reduce((sum, { kernel, bias }) => sum + kernel.byteLength + bias.byteLength, 0);

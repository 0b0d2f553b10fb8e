/** What can go wrong on the worker's side, in words. */
import { type Fault, pageBroke } from '../core/fault';

export const CONTEXT_LOST: Fault = {
  code: 'context-lost',
  message: 'The graphics card was reset while training. Your network is safe up to its last copy.',
  remedy: 'restart-worker',
};

/** A bug, which says nothing of the digits. */
export const loadingBroke = (error: unknown): Fault => ({
  ...pageBroke(error),
  message:
    'The digits could not be loaded, by a fault of this page and not of theirs. Those already here are kept.',
  remedy: 'retry-data',
});

/** Out of memory, say. The last copy is kept, and a fresh worker can go on from it. */
export const engineBroke = (detail: string): Fault => ({
  code: 'worker-crashed',
  message: 'Training broke off unexpectedly. Restart to go on from the last safe copy of your network.',
  remedy: 'restart-worker',
  detail,
});

/** A lesson is given to a copy: whatever went wrong, the network itself was not touched. */
export const fineTuningBroke = (detail: string): Fault => ({
  code: 'teaching-failed',
  message: 'The lesson broke off. Your network is as it was before, and your digits are kept.',
  remedy: 'dismiss',
  detail,
});

export const invalidExperiment = (problems: readonly string[]): Fault => ({
  code: 'invalid-experiment',
  message: problems.join(' '),
  remedy: 'reset-settings',
});

export const NON_FINITE: Fault = {
  code: 'non-finite-loss',
  message:
    'The loss is no longer a number: the steps were too large and the network flew apart. ' +
    'It was put back to its last good state; a lower learning rate will help.',
  remedy: 'lower-learning-rate',
};

/** Somebody was quicker: the run is not, or no longer, in a state for what was asked of it. */
export const NOTHING_TO_GO_ON: Fault = {
  code: 'invalid-experiment',
  message: 'There is no run here that this could be done to now.',
  remedy: 'dismiss',
};

/** A kept run was read for so long that the visitor has begun something else. */
export const OVERTAKEN: Fault = {
  code: 'invalid-experiment',
  message: 'The run was not opened, since another was begun meanwhile.',
  remedy: 'dismiss',
};

export const noPretrained = (detail: string): Fault => ({
  code: 'network-corrupt',
  message: 'The pretrained network could not be loaded. Press Train: your own can be taught as well.',
  remedy: 'dismiss',
  detail,
});

export const datasetMissing = (id: string): Fault => ({
  code: 'dataset-missing',
  message:
    'The data set that this asks for is not kept in this browser: bring its files in under “Data”, or choose another in the settings.',
  remedy: 'dismiss',
  detail: id,
});

/** name: of the data set. */
export const noLabels = (name: string): Fault => ({
  code: 'dataset-missing',
  message: `Nothing can be learned from “${name}”: it does not say what its pictures show.`,
  remedy: 'dismiss',
});

export const NO_HANDWRITING: Fault = {
  code: 'teaching-failed',
  message: 'This network has learned pictures that are no handwriting: your digits would only confuse it.',
  remedy: 'dismiss',
};

/**
 * Says when a run learns nothing, why that is likely, and which setting to change. Such a run has no fault to report: every
 * number is finite, and it ends "finished" with as many digits right as guessing gives. What it looks like was measured on
 * this project's own training loop, mostly three epochs each of some sixty experiments, slow learners among them.
 *
 * Sources: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010
 * (saturated units, gradients that fade on the way down); Goodfellow, Bengio and Courville, "Deep Learning", 2016, chapters 6
 * and 8 (rectifiers that die, step sizes).
 */
import type { Experiment, Optimizer } from '../experiment';
import { whatChanged } from '../experiment/what-changed';
import { CLASS_COUNT } from '../network';

/** The loss of giving each digit the same probability, in nats: 2.3026. */
const CHANCE_LOSS = Math.log(CLASS_COUNT);
/** Above this share right something has been learned; always saying "1" gets 11%. */
const LEARNED_ACCURACY = 0.2;
/** So much under chance, in nats, something has been learned; knowing only how frequent each digit is gives 0.001. */
const LEARNED_GAIN = 0.05;
/** A mean loss that fell by so much from one epoch to the next, to below chance, is on its way: slow is not stuck. */
const FALLING_GAIN = 0.005;
const FALLING_BELOW = CHANCE_LOSS - 0.002;
/** A loss so far over chance comes of weights thrown about; untrained networks lie up to 0.3 over it. */
const THROWN_ABOUT = 0.4;
/** Before so many steps nothing is said. The second holds where a slow beginning is usual, as with sigmoid layers. */
const FIRST_STEPS = 400;
const PATIENT_STEPS = 800;
const MANY_DEAD = 0.5;

/** Learning rates from `high` on were seen to ruin networks, and those under `low` to leave them as they were. */
const RATES: Readonly<
  Record<Optimizer, { readonly low: number; readonly usual: number; readonly high: number }>
> = {
  sgd: { low: 0.001, usual: 0.05, high: 1 },
  momentum: { low: 0.0001, usual: 0.01, high: 0.3 },
  rmsprop: { low: 0.00001, usual: 0.001, high: 0.05 },
  adam: { low: 0.00001, usual: 0.004, high: 0.05 },
  adamw: { low: 0.00001, usual: 0.004, high: 0.05 },
};
const HIGH_DECAY = 0.2;
const HIGH_DROPOUT = 0.6;
const NARROW_UNITS = 2;
const WIDE_ENOUGH = 16;
const DEEP_SIGMOID_LAYERS = 3;

export interface LearningSigns {
  /** As it is now. */
  readonly experiment: Experiment;
  readonly stepsDone: number;
  readonly stepsPerEpoch: number;
  /** Means over the training batches of the last epoch or so, not of a few batches. Loss in nats; accuracy 0..1. */
  readonly trainingLoss: number;
  readonly trainingAccuracyFraction: number;
  /** The mean loss over the epoch before that one; undefined when there was none. */
  readonly earlierTrainingLoss?: number | undefined;
  /** Share of the validation digits right, 0..1; undefined before they were first read. */
  readonly validationAccuracyFraction?: number | undefined;
  /** Share of all hidden units that are dead, 0..1, if it is known; see the engine's deadUnits. */
  readonly deadFraction?: number | undefined;
}

export type TroubleKind =
  | 'steps-too-large'
  | 'steps-too-small'
  | 'gradients-vanish'
  | 'weight-decay-too-strong'
  | 'dropout-too-strong'
  | 'too-narrow'
  | 'dead-units'
  | 'no-progress';

export interface LearningTrouble {
  readonly kind: TroubleKind;
  /** Two sentences: that nothing is learned and the likely reason, then what to try. */
  readonly message: string;
  /** What to change for another attempt; with it the experiment is still a valid one. Never empty. */
  readonly suggestion: Partial<Experiment>;
}

interface Cause {
  readonly kind: TroubleKind;
  /** Ends the sentence "Nothing has been learned so far, probably because". */
  readonly because: string;
  readonly suggestion: Partial<Experiment>;
}

/** To two digits: 0.5 / 10 / 10 is 0.005, not 0.005000000000000001. */
const tidy = (rate: number): number => Number(rate.toPrecision(2));

/** The rate divided by tens: once, and on until it is no longer high. */
function lowered({ learningRate, optimizer }: Experiment): number {
  let rate = learningRate / 10;
  while (rate >= RATES[optimizer].high) rate /= 10;
  return tidy(rate);
}

function isLearning(signs: LearningSigns): boolean {
  const { trainingLoss, earlierTrainingLoss, validationAccuracyFraction } = signs;
  return (
    signs.trainingAccuracyFraction >= LEARNED_ACCURACY ||
    (validationAccuracyFraction ?? 0) >= LEARNED_ACCURACY ||
    trainingLoss < CHANCE_LOSS - LEARNED_GAIN ||
    (earlierTrainingLoss !== undefined &&
      trainingLoss < earlierTrainingLoss - FALLING_GAIN &&
      trainingLoss < FALLING_BELOW)
  );
}

function stepsTooLarge(experiment: Experiment, deadFraction: number): Cause {
  const dead =
    experiment.hidden.length === 0
      ? 'where each step undoes the one before'
      : deadFraction < MANY_DEAD
        ? 'where the units no longer respond'
        : `where ${Math.round(deadFraction * 100)}% of the hidden units are dead`;
  return {
    kind: 'steps-too-large',
    because: `the steps are too large and have thrown the weights to ${dead}`,
    suggestion: { learningRate: lowered(experiment) },
  };
}

/** From the surest signs to the least. */
function likelyCause({ experiment, trainingLoss, deadFraction = 0 }: LearningSigns): Cause {
  const { activation, dropout, hidden, learningRate, optimizer, weightDecay } = experiment;
  const rates = RATES[optimizer];
  if (learningRate < rates.low) {
    return {
      kind: 'steps-too-small',
      because: 'the steps are so small that the weights hardly move',
      suggestion: { learningRate: rates.usual },
    };
  }
  if (trainingLoss > CHANCE_LOSS + THROWN_ABOUT) return stepsTooLarge(experiment, deadFraction);
  if (activation === 'sigmoid' && hidden.length >= DEEP_SIGMOID_LAYERS) {
    return {
      kind: 'gradients-vanish',
      because: `each of the ${hidden.length} sigmoid layers passes on at most a quarter of the gradient, and next to nothing reaches the first`,
      suggestion: { activation: 'relu', optimizer: 'adam', learningRate: RATES.adam.usual },
    };
  }
  if (learningRate >= rates.high) return stepsTooLarge(experiment, deadFraction);
  // For adamw it is only a share of each step, and the same strength does no harm.
  if (weightDecay >= HIGH_DECAY && optimizer !== 'adamw') {
    return {
      kind: 'weight-decay-too-strong',
      because: 'weight decay pulls the weights to zero faster than the digits can pull them away',
      suggestion: { weightDecay: 0.0001 },
    };
  }
  if (dropout >= HIGH_DROPOUT && hidden.length > 0) {
    return {
      kind: 'dropout-too-strong',
      because: `dropout switches off ${Math.round(dropout * 100)}% of the hidden units at each step, and too few are left`,
      suggestion: { dropout: 0.2 },
    };
  }
  if (Math.min(...hidden) <= NARROW_UNITS) {
    return {
      kind: 'too-narrow',
      because: `all that is seen has to pass through a layer of ${Math.min(...hidden) === 1 ? 'one unit' : 'two units'}`,
      suggestion: { hidden: hidden.map((units) => Math.max(units, WIDE_ENOUGH)) },
    };
  }
  if (deadFraction >= MANY_DEAD) {
    return {
      kind: 'dead-units',
      because: `${Math.round(deadFraction * 100)}% of the hidden units are dead: no digit gets a response from them`,
      suggestion: { activation: 'leakyRelu', learningRate: lowered(experiment) },
    };
  }
  const steps = { optimizer: 'adam', learningRate: RATES.adam.usual } as const;
  // Without a hidden layer the activation changes nothing.
  const usual = hidden.length === 0 ? steps : { activation: 'relu' as const, ...steps };
  const isUsual =
    (hidden.length === 0 || activation === 'relu') &&
    optimizer === 'adam' &&
    learningRate === usual.learningRate;
  return {
    kind: 'no-progress',
    because: 'the settings do not suit each other',
    suggestion: isUsual ? { learningRate: lowered(experiment) } : usual,
  };
}

/** How long a cause is given before it is named: whole epochs, and steps. Large steps do their harm at once. */
const isEarly = ({ stepsDone, stepsPerEpoch }: LearningSigns, kind: TroubleKind): boolean =>
  kind === 'steps-too-large'
    ? stepsDone < Math.max(stepsPerEpoch, FIRST_STEPS)
    : stepsDone < Math.max(2 * stepsPerEpoch, PATIENT_STEPS);

/**
 * Undefined while it is early, when the network is learning, however slowly, and when the loss is not a number, which is a
 * fault of its own. Meant to be asked after each epoch and at a run's end.
 */
export function learningTrouble(signs: LearningSigns): LearningTrouble | undefined {
  if (!Number.isFinite(signs.trainingLoss) || isLearning(signs)) return undefined;
  const { kind, because, suggestion } = likelyCause(signs);
  if (isEarly(signs, kind)) return undefined;
  const changes = whatChanged(signs.experiment, { ...signs.experiment, ...suggestion }).join(', ');
  return {
    kind,
    message: `Nothing has been learned so far, probably because ${because}. Try ${changes}.`,
    suggestion,
  };
}

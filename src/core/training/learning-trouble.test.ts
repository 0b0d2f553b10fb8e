import { describe, expect, it } from 'vitest';
import { type Experiment, experimentProblems } from '../experiment';
import { PRESETS } from '../presets';
import { type LearningSigns, learningTrouble } from './learning-trouble';

const base: Experiment = { ...PRESETS.quick.experiment, schedule: 'constant' };
const deepSigmoid = { hidden: [64, 64, 64, 64], activation: 'sigmoid', optimizer: 'sgd' } as const;

/** Mean training loss of the epoch before and of this one, training accuracy, validation accuracy. */
type Measured = readonly [number | undefined, number, number, number];

const signsOf = (
  changes: Partial<Experiment>,
  epoch: number,
  [earlierTrainingLoss, trainingLoss, trainingAccuracyFraction, validationAccuracyFraction]: Measured,
): LearningSigns => {
  const experiment = { ...base, ...changes };
  const stepsPerEpoch = Math.ceil(55_000 / experiment.batchSize);
  return {
    experiment,
    stepsDone: epoch * stepsPerEpoch,
    stepsPerEpoch,
    trainingLoss,
    trainingAccuracyFraction,
    earlierTrainingLoss,
    validationAccuracyFraction,
  };
};

// All numbers are those of real runs, trained by the worker's own loop on the SIMD engine with seed 42.
describe('learningTrouble', () => {
  it.each<[string, Partial<Experiment>, number, Measured, string, Partial<Experiment>]>([
    [
      'one epoch of adam at 0.5',
      { hidden: [128, 128], learningRate: 0.5 },
      1,
      [undefined, 50.3501, 0.1067, 0.0966],
      'steps-too-large',
      { learningRate: 0.005 },
    ],
    [
      'three of them',
      { hidden: [128, 128], learningRate: 0.5 },
      3,
      [2.3259, 2.3287, 0.1026, 0.0966],
      'steps-too-large',
      { learningRate: 0.005 },
    ],
    [
      'sgd at 2',
      { hidden: [128, 128], learningRate: 2, optimizer: 'sgd' },
      3,
      [2.3051, 2.305, 0.1076, 0.106],
      'steps-too-large',
      { learningRate: 0.2 },
    ],
    [
      'saturated sigmoids',
      { hidden: [128, 128], learningRate: 1, activation: 'sigmoid' },
      2,
      [22.8316, 20.2303, 0.099, 0.0916],
      'steps-too-large',
      { learningRate: 0.01 },
    ],
    [
      'four sigmoid layers on sgd',
      { ...deepSigmoid, learningRate: 0.1 },
      3,
      [2.3023, 2.2998, 0.1172, 0.106],
      'gradients-vanish',
      { activation: 'relu', optimizer: 'adam', learningRate: 0.004 },
    ],
    [
      'a rate of a millionth',
      { learningRate: 1e-6, optimizer: 'sgd' },
      3,
      [2.3601, 2.3596, 0.0952, 0.1056],
      'steps-too-small',
      { learningRate: 0.05 },
    ],
    [
      'weight decay of 1',
      { weightDecay: 1 },
      2,
      [2.2802, 2.3014, 0.113, 0.106],
      'weight-decay-too-strong',
      { weightDecay: 0.0001 },
    ],
    [
      'dropout of nine tenths',
      { hidden: [16, 16, 16, 16], dropout: 0.9 },
      2,
      [2.3445, 2.3015, 0.1129, 0.106],
      'dropout-too-strong',
      { dropout: 0.2 },
    ],
    [
      'two units twice',
      { hidden: [2, 2] },
      2,
      [2.3016, 2.3015, 0.1129, 0.106],
      'too-narrow',
      { hidden: [16, 16] },
    ],
  ])('finds what is wrong with %s', (_, changes, epoch, measured, kind, suggestion) => {
    const signs = signsOf(changes, epoch, measured);
    const trouble = learningTrouble(signs);
    expect(trouble).toMatchObject({ kind, suggestion });
    expect(experimentProblems({ ...signs.experiment, ...trouble!.suggestion })).toEqual([]);
  });

  it.each<[string, Partial<Experiment>, number, Measured]>([
    [
      'a plateau that ends',
      { ...deepSigmoid, hidden: [64, 64, 64], learningRate: 0.1 },
      1,
      [undefined, 2.2929, 0.1352, 0.106],
    ],
    [
      'and has just ended',
      { ...deepSigmoid, hidden: [64, 64, 64], learningRate: 0.1 },
      2,
      [2.2929, 2.172, 0.3134, 0.3],
    ],
    ['a tiny rate that still gets on', { learningRate: 1e-6 }, 2, [2.3349, 2.2843, 0.1175, 0.1262]],
    [
      'plain gradient descent, slowly',
      { learningRate: 0.004, optimizer: 'sgd' },
      1,
      [undefined, 1.7354, 0.5402, 0.785],
    ],
    [
      'a wide network under nine tenths of dropout',
      { hidden: [128, 128], dropout: 0.9 },
      2,
      [2.3014, 2.2253, 0.1404, 0.2134],
    ],
    [
      'a tiny rate of which the epoch before is not known',
      { learningRate: 1e-6 },
      3,
      [undefined, 2.2358, 0.1413, 0.1618],
    ],
    [
      'dropout that hides from training what validation shows',
      { hidden: [16, 16], dropout: 0.8 },
      3,
      [2.2733, 2.2715, 0.1175, 0.214],
    ],
    ['a single unit', { hidden: [1] }, 3, [1.7997, 1.7597, 0.2895, 0.3122]],
    [
      'one epoch of 27 steps',
      { batchSize: 2048, optimizer: 'sgd', learningRate: 0.01 },
      1,
      [undefined, 2.2345, 0.1588, 0.2854],
    ],
    [
      'a large rate that half works',
      { hidden: [128, 128], learningRate: 0.1 },
      3,
      [1.2784, 1.3334, 0.4743, 0.5296],
    ],
    [
      'a huge loss with digits read right',
      { hidden: [128, 128], learningRate: 1, activation: 'leakyRelu' },
      2,
      [6662.97, 517.89, 0.889, 0.9326],
    ],
    ['half of label smoothing', { labelSmoothing: 0.5 }, 1, [undefined, 1.7766, 0.9378, 0.9712]],
    [
      'sigmoids that creep down a hundredth a time',
      { ...deepSigmoid, optimizer: 'rmsprop', learningRate: 0.0001 },
      3,
      [2.2955, 2.285, 0.1211, 0.1308],
    ],
  ])('leaves alone %s', (_, changes, epoch, measured) => {
    expect(learningTrouble(signsOf(changes, epoch, measured))).toBeUndefined();
  });

  it('waits before it speaks: an epoch for large steps, two for the rest, and some hundred steps at least', () => {
    const hot = (epoch: number, batchSize = 128) =>
      learningTrouble(signsOf({ learningRate: 0.5, batchSize }, epoch, [undefined, 2.33, 0.1, 0.1]))?.kind;
    expect([hot(0.9), hot(1), hot(10, 2048), hot(15, 2048)]).toEqual([
      undefined,
      'steps-too-large',
      undefined,
      'steps-too-large',
    ]);
    const faint = (epoch: number) =>
      learningTrouble(signsOf(deepSigmoid, epoch, [undefined, 2.3023, 0.1107, 0.106]))?.kind;
    expect([faint(1), faint(1.9), faint(2)]).toEqual([undefined, undefined, 'gradients-vanish']);
  });

  it('needs no validation, and is silent about a loss that is no number', () => {
    const signs = signsOf({ learningRate: 0.5 }, 2, [2.33, 2.33, 0.1, 0.1]);
    expect(learningTrouble({ ...signs, validationAccuracyFraction: undefined })?.kind).toBe(
      'steps-too-large',
    );
    expect(learningTrouble({ ...signs, trainingLoss: Number.NaN })).toBeUndefined();
  });

  it('says why in two plain sentences, with the share of dead units where it is known', () => {
    const signs = signsOf({ hidden: [128, 128], learningRate: 0.5 }, 2, [2.33, 2.33, 0.1, 0.1]);
    expect(learningTrouble(signs)!.message).toBe(
      'Nothing has been learned so far, probably because the steps are too large and have thrown the weights to where the units no longer respond. Try learning rate 0.5 → 0.005.',
    );
    expect(learningTrouble({ ...signs, deadFraction: 0.934 })!.message).toContain(
      '93% of the hidden units are dead',
    );
  });

  it('finds no fault with layers where there are none', () => {
    const lost: Measured = [2.31, 2.31, 0.1, 0.1];
    const stuck = (changes: Partial<Experiment>) =>
      learningTrouble(signsOf({ hidden: [], ...changes }, 3, lost));
    expect(stuck({ dropout: 0.9, activation: 'sigmoid', optimizer: 'sgd' })).toMatchObject({
      kind: 'no-progress',
      suggestion: { optimizer: 'adam', learningRate: 0.004 },
    });
    expect(stuck({ activation: 'tanh' })).toMatchObject({
      kind: 'no-progress',
      suggestion: { learningRate: 0.0004 },
    });
    expect(stuck({ learningRate: 0.5 })!.message).not.toMatch(/unit/);
  });

  it('has a way out where no cause is found, or only dead units', () => {
    const stuck = signsOf({ learningRate: 0.02 }, 2, [2.31, 2.31, 0.1, 0.1]);
    expect(learningTrouble({ ...stuck, deadFraction: 0.8 })).toMatchObject({
      kind: 'dead-units',
      suggestion: { activation: 'leakyRelu', learningRate: 0.002 },
    });
    expect(learningTrouble(stuck)).toMatchObject({
      kind: 'no-progress',
      suggestion: { learningRate: 0.004 },
    });
    const usual = learningTrouble(signsOf({}, 2, [2.31, 2.31, 0.1, 0.1]));
    expect(usual).toMatchObject({ kind: 'no-progress', suggestion: { learningRate: 0.0004 } });
  });
});

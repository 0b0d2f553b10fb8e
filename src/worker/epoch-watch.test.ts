import { describe, expect, it } from 'vitest';
import { PRESETS } from '../core/presets';
import { EpochWatch } from './epoch-watch';

const experiment = { ...PRESETS.quick.experiment, patience: 2 };
const at = (step: number, accuracyFraction: number, loss = 0.5) => ({ step, loss, accuracyFraction });

describe('EpochWatch', () => {
  it('says when an epoch is the best, and when there was no better for too long', () => {
    const watch = new EpochWatch(experiment, { epoch: 0, best: null }, 100, 0);
    const seen = [0.9, 0.95, 0.94, 0.95].map((accuracy, epoch) => {
      watch.training(at(100 * (epoch + 1), 0.9));
      return watch.epochEnded(experiment, at(100 * (epoch + 1), accuracy));
    });
    expect(seen.map(({ isBest }) => isBest)).toEqual([true, true, false, false]);
    expect(seen.map(({ shouldStop }) => shouldStop)).toEqual([false, false, false, true]);
    expect(watch.stopping).toEqual({ epoch: 4, best: { epoch: 2, accuracyFraction: 0.95 } });
  });

  it('goes on where it was', () => {
    const watch = new EpochWatch(
      experiment,
      { epoch: 3, best: { epoch: 2, accuracyFraction: 0.95 } },
      100,
      300,
    );
    expect(watch.epochEnded(experiment, at(400, 0.95)).shouldStop).toBe(true);
  });

  it('never stops a run without patience', () => {
    const patient = { ...experiment, patience: 0 };
    const watch = new EpochWatch(patient, { epoch: 0, best: null }, 100, 0);
    for (let epoch = 1; epoch < 40; epoch++) {
      expect(watch.epochEnded(patient, at(100 * epoch, 0.9 - epoch / 100)).shouldStop).toBe(false);
    }
  });

  it('tells a run that learns nothing, by the means of the whole epoch', () => {
    const wild = { ...experiment, learningRate: 0.5 };
    const watch = new EpochWatch(wild, { epoch: 0, best: null }, 430, 0);
    watch.training(at(400, 0.1, 2.32));
    // The last batches mislead.
    watch.training(at(430, 0.3, 2.2));
    const { trouble } = watch.epochEnded(wild, at(430, 0.1, 2.31));
    expect(trouble?.kind).toBe('steps-too-large');
    expect(trouble?.suggestion.learningRate).toBeLessThan(0.5);
    watch.training(at(860, 0.9, 0.3));
    expect(watch.epochEnded(wild, at(860, 0.92, 0.3)).trouble).toBeUndefined();
  });
});

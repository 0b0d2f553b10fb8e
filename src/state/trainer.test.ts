// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../core/presets';
import type { TrainerEvent } from '../protocol/events';

type Listener = (event: TrainerEvent) => void;
const listeners: Listener[] = [];
const restore = vi.fn(() => Promise.resolve({ ok: true, value: undefined }));
vi.mock('../client/trainer-link', () => ({
  startTrainer: (_options: unknown, onEvent: Listener) => {
    listeners.push(onEvent);
    return { commands: { trainer: { restore }, browsing: {} }, connect: () => {}, terminate: () => {} };
  },
}));
vi.mock('../client/predictor-link', () => ({ startPredictor: () => undefined }));

/** The page as it is when it was just opened, with a run of 300 steps behind it. */
async function pageWithRun() {
  vi.resetModules();
  listeners.length = 0;
  const { openWorkers, applyRemedy } = await import('./trainer');
  const { useRun } = await import('./run-store');
  const { useBrowsing } = await import('./browsing');
  const { useSeries } = await import('./series');
  openWorkers();
  const tell = listeners[0]!;
  for (const step of [100, 200, 300]) {
    const point = { step, loss: 300 / step, accuracyFraction: step / 400 };
    const progress = {
      step,
      totalSteps: 900,
      stepsPerEpoch: 100,
      trainSeconds: step / 50,
      examplesPerSecond: 1,
    };
    tell({ type: 'progress', progress, training: point });
    tell({ type: 'validation', point });
  }
  tell({ type: 'calibrated', temperature: 1.3 });
  const evaluation = {
    split: 'test',
    exampleCount: 10,
    loss: 1,
    accuracyFraction: 0.99,
    confusion: new Uint32Array(100),
  } as const;
  tell({ type: 'evaluated', splitEvaluation: { split: 'test', step: 300, evaluation, calibration: [] } });
  const checkpointAt = (step: number) => {
    const state = { step, weights: [], slots: [] };
    const checkpoint = { experiment: PRESETS.quick.experiment, state, trainSeconds: step / 50 };
    tell({ type: 'checkpoint', checkpoint });
    return checkpoint;
  };
  return { tell, checkpointAt, restart: () => applyRemedy('restart-worker'), useRun, useBrowsing, useSeries };
}

beforeEach(() => restore.mockClear());

describe('Restart', () => {
  it('leaves no number of a network that is gone', async () => {
    const { restart, useRun, useBrowsing, useSeries } = await pageWithRun();
    restart();
    expect(useRun.getState()).toMatchObject({
      status: 'loading',
      progress: undefined,
      training: undefined,
      validation: undefined,
      temperature: undefined,
      checkpoint: undefined,
    });
    expect(useBrowsing.getState().evaluations).toEqual({});
    expect(useSeries.getState().trainLoss.length).toBe(0);
    expect(restore).not.toHaveBeenCalled();
  });

  it('shows the network of the last checkpoint, with its own numbers', async () => {
    const { checkpointAt, restart, useRun, useBrowsing, useSeries } = await pageWithRun();
    const checkpoint = checkpointAt(250);
    restart();
    expect(useRun.getState()).toMatchObject({
      progress: { step: 250, trainSeconds: 5, totalSteps: 900 },
      training: { step: 200, accuracyFraction: 0.5 },
      validation: { step: 200, accuracyFraction: 0.5 },
      temperature: undefined,
      checkpoint,
    });
    expect(useBrowsing.getState().evaluations).toEqual({});
    expect(useSeries.getState().validationLoss.steps).toEqual([100, 200]);
    expect(restore).toHaveBeenCalledWith(checkpoint);
  });

  it('hears nothing more from the worker of before', async () => {
    const { tell, restart, useRun } = await pageWithRun();
    restart();
    tell({ type: 'status', status: 'training' });
    tell({ type: 'validation', point: { step: 300, loss: 1, accuracyFraction: 0.75 } });
    expect(useRun.getState()).toMatchObject({ status: 'loading', validation: undefined });
    listeners[1]!({ type: 'status', status: 'ready' });
    expect(useRun.getState().status).toBe('ready');
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { initialState } from '../core/initial-weights';
import { PRESETS } from '../core/presets';
import type { Checkpoint } from '../protocol/events';
import { savedNetworkSchema } from './saved-network';
import { createRepository, type StorageBackend } from '../library/storage';
import { memoryBackend } from '../library/testing/memory-backend';

const experiment = { ...PRESETS.quick.experiment, hidden: [3] };
const network = { layerSizes: [784, 3, 10], activation: 'relu' } as const;
const at = (step: number): Checkpoint => ({
  experiment,
  state: { ...initialState(network, 'adam', step), step },
  trainSeconds: step / 10,
});
const progressAt = (step: number) => ({
  progress: { step, totalSteps: 100, stepsPerEpoch: 10, trainSeconds: 1, examplesPerSecond: 1 },
});
const evaluation = {
  split: 'test',
  exampleCount: 10,
  loss: 1,
  accuracyFraction: 0.9,
  confusion: new Uint32Array(100),
} as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));

const restore = vi.fn(() => Promise.resolve({ ok: true, value: undefined }));
vi.mock('../client/trainer-link', () => ({
  startTrainer: () => ({ commands: { trainer: { restore }, browsing: {} }, terminate: () => {} }),
}));
vi.mock('../client/predictor-link', () => ({ startPredictor: () => undefined }));

/** The page as it is when it was just opened. */
async function openPage(backend: StorageBackend) {
  vi.resetModules();
  const { openWorkers } = await import('./trainer');
  const { NO_RUN, useRun } = await import('./run-store');
  const { addTrainingPoint, useSeries } = await import('./series');
  const { takeEvaluation } = await import('./browsing');
  const last = await import('./last-network');
  openWorkers();
  await last.watchNetwork(createRepository(savedNetworkSchema, backend));
  const offered = () => {
    const { saved, currentId } = last.useLastNetwork.getState();
    return saved.find(({ id }) => id !== currentId);
  };
  return { ...last, offered, useRun, NO_RUN, addTrainingPoint, useSeries, takeEvaluation };
}

let backend: StorageBackend;
beforeEach(() => {
  backend = memoryBackend();
  restore.mockClear();
});

describe('the last network', () => {
  it('is offered on the next visit, with its curves, and taken up only when asked', async () => {
    const first = await openPage(backend);
    first.addTrainingPoint({ step: 10, loss: 2, accuracyFraction: 0.3 });
    first.useRun.setState({ status: 'training', ...progressAt(20) });
    first.useRun.setState({ checkpoint: at(20) });
    first.useRun.setState({ status: 'finished' });
    first.takeEvaluation({ split: 'test', step: 20, evaluation, calibration: [] });
    await settle();
    expect(first.offered()).toBeUndefined();

    const second = await openPage(backend);
    expect(second.offered()).toMatchObject({ epoch: 2, testAccuracy: 0.9, checkpoint: at(20) });
    expect(second.useRun.getState()).toMatchObject({ status: 'idle', checkpoint: undefined });
    expect(restore).not.toHaveBeenCalled();

    await second.takeUpNetwork(second.offered()!);
    expect(restore).toHaveBeenCalledWith(at(20));
    expect(second.useSeries.getState().trainLoss).toEqual({ steps: [10], values: [2], length: 1 });
    expect(second.offered()).toBeUndefined();
    // It goes on under its own name: nothing is kept twice.
    second.useRun.setState({ status: 'paused', ...progressAt(30), checkpoint: at(30) });
    await settle();
    expect((await openPage(backend)).useLastNetwork.getState().saved).toMatchObject([{ epoch: 3 }]);
  });

  it('is not overwritten by a new run, but forgotten after the next', async () => {
    for (const [day, step] of [10, 20, 30].entries()) {
      const page = await openPage(backend);
      page.useRun.setState({ status: 'paused', ...progressAt(step), checkpoint: at(step) });
      await settle();
      if (day === 1) {
        page.useRun.setState({ ...page.NO_RUN, status: 'ready' });
        expect(page.offered()).toMatchObject({ epoch: 2 });
      }
      // Two runs are never as old as each other.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { useLastNetwork, forgetNetwork, offered } = await openPage(backend);
    expect(useLastNetwork.getState().saved.map(({ epoch }) => epoch)).toEqual([3, 2]);
    await forgetNetwork(offered()!.id);
    expect(offered()).toMatchObject({ epoch: 2 });
    expect((await openPage(backend)).offered()).toMatchObject({ epoch: 2 });
  });

  it('is kept at most now and then while training, and at once at a pause', async () => {
    const { useRun, useLastNetwork } = await openPage(backend);
    const epochs = () => useLastNetwork.getState().saved.map(({ epoch }) => epoch);
    useRun.setState({ status: 'training', ...progressAt(10), checkpoint: at(10) });
    useRun.setState({ ...progressAt(20), checkpoint: at(20) });
    expect(epochs()).toEqual([1]);
    useRun.setState({ status: 'paused' });
    useRun.setState({ checkpoint: at(20) });
    expect(epochs()).toEqual([2]);
  });

  it('is left alone, with a sentence, when it is damaged', async () => {
    const { useRun } = await openPage(backend);
    useRun.setState({ status: 'paused', ...progressAt(10), checkpoint: at(10) });
    await settle();
    const [record] = (await backend.getAll()) as { id: string; checkpoint: Checkpoint }[];
    const { kernel } = record!.checkpoint.state.weights[0]!;
    const { id } = record!;
    kernel[5] = Number.NaN;
    for (const damaged of [record!, { id, savedAt: 'today' }]) {
      await backend.putAll([damaged]);
      const { offered, useLastNetwork } = await openPage(backend);
      expect(offered()).toBeUndefined();
      expect(useLastNetwork.getState().problem).toContain('damaged');
    }
  });
});

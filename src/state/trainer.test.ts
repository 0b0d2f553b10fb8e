// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '../core/fault';
import { PRESETS } from '../core/presets';
import type { WorkerNews } from '../client/watch-worker';
import type { Curves } from '../library/run-record';
import { aRun } from '../library/testing/runs';
import type { TrainerEvent } from '../protocol/events';
import type { PredictorEvent } from '../protocol/predictor';

type Listener = (event: TrainerEvent) => void;
const listeners: Listener[] = [];
const deaths: WorkerNews['onDeath'][] = [];
const silences: NonNullable<WorkerNews['onSilence']>[] = [];
const never = () => new Promise<never>(() => {});
const done = (): Promise<Result<void>> => Promise.resolve(ok(undefined));
const open = vi.fn(done);
const adopt = vi.fn(done);
const load = vi.fn(done);
const measure = vi.fn(done);
const keep = vi.fn(() => Promise.resolve());
vi.mock('../client/trainer-link', () => ({
  startTrainer: (_options: unknown, onEvent: Listener, news: WorkerNews) => {
    listeners.push(onEvent);
    deaths.push(news.onDeath);
    silences.push(news.onSilence!);
    return {
      commands: {
        runs: { open, adopt, keep },
        evaluator: { evaluate: done },
        browsing: {},
        data: { load, measure },
        trainer: { pause: never },
      },
      connect: () => {},
      terminate: () => {},
    };
  },
}));
let tellOfPredictor: (event: PredictorEvent) => void = () => {};
vi.mock('../client/predictor-link', () => ({
  startPredictor: (_url: string, onEvent: typeof tellOfPredictor) => void (tellOfPredictor = onEvent),
}));

/** The page as it is when it was just opened, with a run of 300 steps behind it. */
async function pageWithRun() {
  vi.resetModules();
  listeners.length = 0;
  deaths.length = 0;
  silences.length = 0;
  const { openWorkers, applyRemedy } = await import('./workers');
  const { useRun } = await import('./run-store');
  const { useBrowsing } = await import('./browsing');
  const { useSeries } = await import('./series');
  openWorkers();
  const tell = listeners[0]!;
  const network = { runId: 'a', step: 0, cause: 'training' } as const;
  tell({ type: 'replaced', network, record: aRun('a', { experiment, totalSteps: 900, stepsPerEpoch: 100 }) });
  for (const step of [100, 200, 300]) {
    const point = { step, loss: 300 / step, accuracyFraction: step / 400 };
    const progress = {
      step,
      totalSteps: 900,
      stepsPerEpoch: 100,
      trainSeconds: step / 50,
      examplesPerSecond: 1,
    };
    tell({ type: 'progress', network, progress, training: point });
    tell({ type: 'validation', network, point });
  }
  tell({ type: 'calibrated', network, temperature: 1.3 });
  const evaluation = {
    split: 'test',
    exampleCount: 10,
    loss: 1,
    accuracyFraction: 0.99,
    confusion: new Uint32Array(100),
  } as const;
  tell({
    type: 'evaluated',
    network,
    splitEvaluation: { split: 'test', step: 300, evaluation, calibration: [] },
  });
  /** The run is kept as it was at a step. */
  const kept = (step: number) =>
    aRun('a', { experiment, step, totalSteps: 900, trainSeconds: step / 50, curves: curvesTo(step) });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const restart = async () => {
    applyRemedy('restart-worker');
    await settle();
  };
  return { tell, network, kept, restart, useRun, useBrowsing, useSeries };
}

const experiment = PRESETS.quick.experiment;
const curvesTo = (last: number): Curves => {
  const steps = [100, 200, 300].filter((step) => step <= last);
  const curve = { steps, values: steps.map((step) => step / 400), seconds: steps, length: steps.length };
  return { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve };
};

beforeEach(() => {
  for (const mock of [open, adopt, keep, load, measure]) mock.mockClear();
});

describe('the digits', () => {
  const pretrained = { state: 'ready', validationAccuracyFraction: 0.99 } as const;
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  it('are fetched when drawings can be read, not before', async () => {
    const { useRun } = await pageWithRun();
    await settle();
    expect(load).not.toHaveBeenCalled();
    tellOfPredictor({ type: 'pretrained', pretrained });
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    expect(measure).not.toHaveBeenCalled();
    expect(useRun.getState().digitsWait).toBe(false);
  });

  it('wait on a dear line, but for their size, until they are asked for or come with a run', async () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    const { tell, useRun } = await pageWithRun();
    const { fetchDigitsNow, applyRemedy } = await import('./workers');
    tellOfPredictor({ type: 'pretrained', pretrained: { state: 'missing', detail: '' } });
    await settle();
    vi.unstubAllGlobals();
    expect([load, measure].map((mock) => mock.mock.calls.length)).toEqual([0, 1]);
    tell({ type: 'data', progress: { loadedBytes: 0, totalBytes: 9, canTrain: false } });
    expect(useRun.getState().digitsWait).toBe(true);
    applyRemedy('retry-data');
    expect([load, measure].map((mock) => mock.mock.calls.length)).toEqual([0, 2]);
    tell({ type: 'data', progress: { loadedBytes: 1, totalBytes: 9, canTrain: false } });
    expect(useRun.getState().digitsWait).toBe(false);
    fetchDigitsNow();
    expect([load, measure].map((mock) => mock.mock.calls.length)).toEqual([1, 2]);
  });
});

describe('a worker that never was', () => {
  it('is told from one that has died, and another is tried', async () => {
    vi.resetModules();
    listeners.length = 0;
    deaths.length = 0;
    const { openWorkers, applyRemedy } = await import('./workers');
    const { useRun } = await import('./run-store');
    openWorkers();
    deaths[0]!('no');
    expect(useRun.getState()).toMatchObject({
      status: 'failed',
      fault: { code: 'worker-unavailable', remedy: 'start-worker', detail: 'no' },
    });
    // Nobody is there to train, and the sentence that says so stays.
    const { train } = await import('./trainer');
    expect(await train()).toBe(false);
    expect(useRun.getState().fault?.code).toBe('worker-unavailable');
    applyRemedy('start-worker');
    await vi.waitFor(() => expect(listeners).toHaveLength(2));
    listeners[1]!({ type: 'status', status: 'loading' });
    deaths[1]!('gone');
    expect(useRun.getState().fault?.code).toBe('worker-crashed');
  });
});

describe('Restart', () => {
  it('leaves no number of a network that is gone', async () => {
    const { restart, useRun, useBrowsing, useSeries } = await pageWithRun();
    await restart();
    expect(useRun.getState()).toMatchObject({
      status: 'loading',
      network: undefined,
      progress: undefined,
      training: undefined,
      validation: undefined,
      temperature: undefined,
    });
    expect(useBrowsing.getState().evaluations).toEqual({});
    expect(useSeries.getState().trainLoss.length).toBe(0);
    expect(open).not.toHaveBeenCalled();
  });

  it('takes up the run as it was kept, with its own numbers', async () => {
    const { tell, kept, network, restart, useRun, useBrowsing, useSeries } = await pageWithRun();
    tell({ type: 'run', record: kept(250) });
    await restart();
    expect(keep).toHaveBeenCalled();
    expect(open).toHaveBeenCalledWith('a');
    listeners[1]!({ type: 'replaced', network: { ...network, step: 250 }, record: kept(250) });
    expect(useRun.getState()).toMatchObject({
      progress: { step: 250, trainSeconds: 5, totalSteps: 900 },
      training: { step: 200, accuracyFraction: 0.5 },
      validation: { step: 200, accuracyFraction: 0.5 },
      temperature: 1,
    });
    expect(useBrowsing.getState().evaluations).toEqual({});
    expect(useSeries.getState().validationLoss.steps).toEqual([100, 200]);
  });

  it('hands over what the browser would not store', async () => {
    const { tell, kept, restart } = await pageWithRun();
    const run = { record: kept(250), state: { step: 250, weights: [], slots: [] }, wasKept: true };
    tell({ type: 'unkept', run, fault: { code: 'storage-full', message: 'Full.', remedy: 'dismiss' } });
    await restart();
    expect(adopt).toHaveBeenCalledWith(run);
    expect(open).not.toHaveBeenCalled();
  });

  it.each([
    ['silent', () => silences[0]!(true)],
    ['dead', () => deaths[0]!('It has ended.')],
  ])('waits for no last words of a worker that is %s', async (_, fall) => {
    const { tell, kept, restart } = await pageWithRun();
    tell({ type: 'run', record: kept(250) });
    keep.mockImplementation(never);
    fall();
    await restart();
    keep.mockImplementation(() => Promise.resolve());
    expect(listeners).toHaveLength(2);
    expect(open).toHaveBeenCalledWith('a');
  });

  it('waits for the last words of one that answers again', async () => {
    const { tell, kept, restart } = await pageWithRun();
    tell({ type: 'run', record: kept(250) });
    silences[0]!(true);
    silences[0]!(false);
    let tellKept = () => {};
    keep.mockImplementationOnce(() => new Promise((resolve) => (tellKept = resolve)));
    await restart();
    expect(listeners).toHaveLength(1);
    tellKept();
    await vi.waitFor(() => expect(listeners).toHaveLength(2));
  });

  describe('while the worker of before still holds the run', () => {
    const heldByIt = fail({ code: 'run-held', message: 'Held.', remedy: 'dismiss' });

    it('asks again, and says nothing of it', async () => {
      const { tell, kept, restart, useRun } = await pageWithRun();
      tell({ type: 'run', record: kept(250) });
      open.mockResolvedValueOnce(heldByIt).mockResolvedValueOnce(heldByIt);
      await restart();
      expect(open).toHaveBeenCalledTimes(3);
      expect(useRun.getState().fault).toBeUndefined();
    });

    it('says so in the end', async () => {
      const { tell, kept, restart, useRun } = await pageWithRun();
      tell({ type: 'run', record: kept(250) });
      open.mockResolvedValue(heldByIt);
      await restart();
      open.mockImplementation(done);
      expect(useRun.getState().fault?.code).toBe('run-held');
    });

    it('leaves it where the visitor trains another meanwhile', async () => {
      const { tell, kept, network, restart, useRun } = await pageWithRun();
      tell({ type: 'run', record: kept(250) });
      open.mockImplementationOnce(() => {
        const record = aRun('b', { experiment });
        listeners[1]!({ type: 'replaced', network: { ...network, runId: 'b' }, record });
        return Promise.resolve(heldByIt);
      });
      await restart();
      expect(open).toHaveBeenCalledTimes(1);
      expect(useRun.getState().fault).toBeUndefined();
    });
  });

  it('forgets what the worker of before was asked and can no longer do', async () => {
    const { restart, useRun } = await pageWithRun();
    const { pause } = await import('./trainer');
    void pause();
    expect(useRun.getState().wish).toBe('pause');
    silences[0]!(true);
    await restart();
    expect(useRun.getState().wish).toBeUndefined();
  });

  it('says no more that a run is not kept once it is', async () => {
    const { tell, kept } = await pageWithRun();
    const { useLibrary } = await import('./library-store');
    const run = { record: kept(250), state: { step: 250, weights: [], slots: [] }, wasKept: true };
    tell({ type: 'unkept', run, fault: { code: 'storage-silent', message: 'Silent.', remedy: 'dismiss' } });
    tell({ type: 'run', record: aRun('b') });
    expect(useLibrary.getState().problem).toBe('Silent.');
    tell({ type: 'run', record: kept(250) });
    expect(useLibrary.getState().problem).toBeUndefined();
  });

  it('hears nothing more from the worker of before', async () => {
    const { tell, network, restart, useRun } = await pageWithRun();
    await restart();
    tell({ type: 'status', status: 'training' });
    tell({ type: 'validation', network, point: { step: 300, loss: 1, accuracyFraction: 0.75 } });
    expect(useRun.getState()).toMatchObject({ status: 'loading', validation: undefined });
    listeners[1]!({ type: 'status', status: 'ready' });
    expect(useRun.getState().status).toBe('ready');
  });
});

describe('news of a network', () => {
  it('is dropped when another is on screen', async () => {
    const { tell, network, useRun, useBrowsing } = await pageWithRun();
    const other = { ...network, cause: 'fine-tuning' } as const;
    tell({ type: 'replaced', network: other, record: aRun('a', { experiment }) });
    tell({ type: 'validation', network, point: { step: 300, loss: 1, accuracyFraction: 0.75 } });
    tell({ type: 'calibrated', network, temperature: 2 });
    tell({
      type: 'validation',
      network: { ...other, runId: 'b' },
      point: { step: 1, loss: 1, accuracyFraction: 0.1 },
    });
    expect(useRun.getState()).toMatchObject({ validation: undefined, temperature: undefined });
    expect(useBrowsing.getState().evaluations).toEqual({});
    tell({ type: 'validation', network: other, point: { step: 300, loss: 1, accuracyFraction: 0.5 } });
    expect(useRun.getState().validation?.accuracyFraction).toBe(0.5);
  });
});

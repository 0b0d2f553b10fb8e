// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Experiment } from '../../core/experiment';
import { ok } from '../../core/fault';
import { PRESETS } from '../../core/presets';
import type { LearningTrouble } from '../../core/training/learning-trouble';
import type { RunRecord } from '../../library/run-record';
import { aRun } from '../../library/testing/runs';
import { useExperiment } from '../../state/experiment-store';
import { connectGoOn } from '../../state/go-on';
import { useLibrary } from '../../state/library-store';
import { NO_RUN, type RunState, useRun } from '../../state/run-store';
import { newSeries, useSeriesQueue, withNextBegun } from '../../state/series-queue';
import { takeTrouble } from '../../state/trouble';
import { renderForTest } from '../shared/render-for-test';
import { RunNotes } from './run-notes';
import { setSlice } from '../../state/testing/set-slice';

const { resume, stop } = vi.hoisted(() => ({ resume: vi.fn(), stop: vi.fn() }));
vi.mock('../../state/trainer', () => ({ resume }));
vi.mock('../../state/stop', () => ({ stop }));
const worker = { goOn: vi.fn(), change: vi.fn(), open: vi.fn() };
const progress = { step: 100, totalSteps: 100, stepsPerEpoch: 20, trainSeconds: 1, examplesPerSecond: 1 };
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve)));

function setUp(run: Partial<RunState>, records: readonly RunRecord[] = []) {
  act(() => {
    setSlice(useRun, { ...NO_RUN, fault: undefined, ...run });
    setSlice(useLibrary, { records, isLoaded: true, currentId: undefined });
  });
  return renderForTest(<RunNotes />);
}

beforeEach(() => {
  for (const call of [...Object.values(worker), resume, stop])
    call.mockReset().mockResolvedValue(ok(undefined));
  connectGoOn(worker);
  act(() => {
    takeTrouble(undefined);
    setSlice(useSeriesQueue, { series: undefined });
    setSlice(useExperiment, { experiment: PRESETS.quick.experiment });
  });
});

const type = (element: HTMLElement, text: string) =>
  act(() => {
    const input = element.querySelector('input')!;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

describe('going on', () => {
  it('offers the same again, counted in all', () => {
    const { element, press, button } = setUp({ status: 'finished', progress });
    expect(element.querySelector('input')?.value).toBe('5');
    expect(element.textContent).toContain('Until it has done 10 in all.');
    press(button('Go on'));
    expect(worker.goOn.mock.calls).toEqual([[10]]);
  });

  it('offers no more than ten, and from the nearest whole epoch', () => {
    const { element, press, button } = setUp({ status: 'finished', progress: { ...progress, step: 252 } });
    expect(element.querySelector('input')?.value).toBe('10');
    type(element, '2');
    press(button('Go on'));
    expect(worker.goOn.mock.calls).toEqual([[15]]);
  });

  it('says what is allowed, and begins nothing else', () => {
    const { element, press, button } = setUp({ status: 'finished', progress });
    type(element, '496');
    expect(element.textContent).toContain('Must be a whole number from 1 to 495.');
    press(button('Go on'));
    expect(worker.goOn).not.toHaveBeenCalled();
  });

  it.each(['training', 'paused', 'failed', 'ready'] as const)('is not offered when %s', (status) => {
    expect(setUp({ status, progress }).element.querySelector('input')).toBeNull();
  });
});

describe('runs of an earlier visit', () => {
  it('go on training when they were interrupted', async () => {
    const run = aRun('a', { status: 'training', name: 'brisk heron', step: 1200, totalSteps: 8600 });
    const { element, press, button } = setUp({ status: 'ready' }, [run]);
    expect(element.textContent).toContain('Run brisk heron was interrupted at step 1,200 of 8,600');
    press(button('Go on'));
    await settle();
    expect(worker.open.mock.calls).toEqual([['a']]);
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it('stay paused when they were, and do not resume what could not be opened', async () => {
    const { press, button } = setUp({ status: 'ready' }, [aRun('a', { status: 'paused' })]);
    press(button('Go on'));
    await settle();
    expect(worker.open).toHaveBeenCalledTimes(1);
    const fault = { code: 'run-held', message: 'Held.', remedy: 'dismiss' } as const;
    worker.open.mockResolvedValue({ ok: false, fault });
    const other = setUp({ status: 'ready' }, [aRun('b', { status: 'training' })]);
    other.press(other.button('Go on'));
    await settle();
    expect(worker.open).toHaveBeenLastCalledWith('b');
    expect(useRun.getState().fault).toBe(fault);
    expect(resume).not.toHaveBeenCalled();
  });

  it('are not asked about again in this visit when declined', () => {
    const { dataValue, press, button } = setUp({ status: 'ready' }, [aRun('a', { status: 'training' })]);
    expect(dataValue('interrupted-run')).toBe('a');
    press(button('Later'));
    expect(dataValue('interrupted-run')).toBeUndefined();
  });

  it('that have ended are offered while the screen is empty', async () => {
    const run = aRun('a', {
      status: 'finished',
      step: 40,
      experiment: { ...PRESETS.quick.experiment, hidden: [128] },
      test: { step: 40, loss: 0.1, accuracyFraction: 0.9712 },
      updatedAt: new Date(2020, 4, 3).getTime(),
    });
    const { element, press, button, dataValue } = setUp({ status: 'ready' }, [run]);
    expect(element.textContent).toContain('Run a, 128, epoch 2, 97.12% of the test digits, 3 May 2020');
    press(button('Take it up'));
    await settle();
    expect(worker.open.mock.calls).toEqual([['a']]);
    expect(resume).not.toHaveBeenCalled();
    act(() => setSlice(useRun, { progress }));
    expect(dataValue('last-network')).toBeUndefined();
  });
});

describe('a run that learns nothing', () => {
  const trouble: LearningTrouble = {
    kind: 'steps-too-large',
    message: 'Nothing has been learned so far.',
    suggestion: { learningRate: 0.05, activation: 'leakyRelu' },
  };
  const experiment: Experiment = { ...PRESETS.quick.experiment, learningRate: 0.5 };

  it('says so, changes the settings when asked, and says what comes next', async () => {
    const { element, dataValue, press, button } = setUp({ status: 'finished', progress });
    expect(dataValue('learning-trouble')).toBeUndefined();
    act(() => {
      setSlice(useExperiment, { experiment });
      takeTrouble(trouble);
    });
    expect(dataValue('learning-trouble')).toBe('steps-too-large');
    expect(element.textContent).toContain('Nothing has been learned so far.');
    press(button('Use activation leakyRelu and learning rate 0.05'));
    await settle();
    expect(stop).not.toHaveBeenCalled();
    expect(useExperiment.getState().experiment).toEqual({ ...experiment, ...trouble.suggestion });
    expect(element.textContent).toContain('press Train again');
  });

  it('is ended first when it is under way', async () => {
    const { element, press, button } = setUp({ status: 'training', progress });
    act(() => {
      setSlice(useExperiment, { experiment });
      takeTrouble({ ...trouble, suggestion: { learningRate: 0.05 } });
    });
    expect(element.textContent).not.toContain('Train again');
    stop.mockImplementation(() => {
      expect(useExperiment.getState().experiment.learningRate).toBe(0.5);
      return Promise.resolve();
    });
    press(button('End it, and use learning rate 0.05'));
    await settle();
    expect(stop).toHaveBeenCalledTimes(1);
    expect(useExperiment.getState().experiment.learningRate).toBe(0.05);
  });

  it('is only told of when it is one of a series', () => {
    const { element, dataValue } = setUp({ status: 'training', progress });
    act(() => {
      setSlice(useSeriesQueue, { series: withNextBegun(newSeries('s', ['seed'], [experiment])) });
      takeTrouble(trouble);
    });
    expect(dataValue('learning-trouble')).toBe('steps-too-large');
    expect(element.querySelector('button')).toBeNull();
  });
});

describe('another engine than the one asked for', () => {
  it('is not to be overlooked, and one that only needs a word is left to the details', () => {
    const engineNote = 'WebAssembly is switched off in this browser. Training runs on webgl instead.';
    expect(setUp({ status: 'training', engineNote, isStandIn: true }).element.textContent).toContain(
      engineNote,
    );
    const { element } = setUp({ status: 'training', engineNote, isStandIn: false });
    expect(element.textContent).not.toContain(engineNote);
  });
});

describe('a run that is not kept', () => {
  const record = aRun('on-screen');
  const run = { record, state: { step: 1, weights: [], slots: [] }, wasKept: false };

  it('says so, and why, wherever on the page one is', () => {
    const { element } = setUp({ status: 'training', progress });
    act(() => setSlice(useLibrary, { currentId: 'on-screen', unkept: run, problem: 'Storage is full.' }));
    expect(element.querySelector('[data-testid="unkept"]')?.textContent).toContain('Storage is full.');
    expect(element.querySelector('a[href="#runs"]')).not.toBeNull();
    act(() => setSlice(useLibrary, { unkept: undefined, problem: undefined }));
    expect(element.querySelector('[data-testid="unkept"]')).toBeNull();
  });

  it('says nothing of another run', () => {
    const { element } = setUp({ status: 'training', progress });
    act(() => setSlice(useLibrary, { currentId: 'another', unkept: run, problem: 'Storage is full.' }));
    expect(element.querySelector('[data-testid="unkept"]')).toBeNull();
  });
});

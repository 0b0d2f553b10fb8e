// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Experiment } from '../../core/experiment';
import { lessonOf } from '../../core/lessons';
import { PRESETS } from '../../core/presets';
import { aRun } from '../../library/testing/runs';
import { changeExperiment, useExperiment } from '../../state/experiment-store';
import { setSlice } from '../../state/testing/set-slice';
import { layOverRuns, openLesson, useLesson } from '../../state/lesson';
import { useLibrary } from '../../state/library-store';
import { NO_RUN, useRun } from '../../state/run-store';
import { connectSeries, useSeriesQueue } from '../../state/series-queue';
import { renderForTest } from '../shared/render-for-test';
import { TaskCard } from './task-card';

// The link to the trainer would name another starter than the test's.
vi.mock('../../state/series-link', () => ({ linkSeries: () => {} }));

const start = vi.fn<(experiment: Experiment, seriesId: string) => Promise<boolean>>();
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve)));

beforeEach(() => {
  start.mockReset().mockResolvedValue(true);
  connectSeries(start, () => Promise.resolve());
  window.history.replaceState(null, '', '/?preset=quick');
  setSlice(useLesson, { lesson: undefined, task: undefined, compare: [], problems: [] });
  setSlice(useLibrary, useLibrary.getInitialState());
  setSlice(useSeriesQueue, { series: undefined });
  setSlice(useRun, { ...NO_RUN, status: 'ready' });
  setSlice(useExperiment, { experiment: PRESETS.quick.experiment });
});

const setUp = (node: ReactNode = <TaskCard />) => {
  const page = renderForTest(node);
  return { ...page, card: () => page.element.querySelector('[data-testid="task-card"]') };
};

describe('TaskCard', () => {
  it('is nothing without a lesson or a task', () => {
    expect(setUp().card()).toBeNull();
  });

  it('shows the lesson that is opened, and the address keeps it whatever is set', () => {
    const { card, element, dataValue } = setUp();
    act(() => openLesson(lessonOf('learning-rate')!));
    expect(dataValue('task-card')).toBe('learning-rate');
    expect(element.querySelectorAll('ol li')).toHaveLength(4);
    expect(element.querySelector('details')!.open).toBe(false);
    expect(window.location.search).toBe(
      '?preset=tfjs-dense&hidden=32&optimizer=sgd&lr=0.1&batch=128&lesson=learning-rate',
    );
    expect(window.location.hash).toBe('#runs');
    act(() => changeExperiment({ learningRate: 0.5 }));
    expect(window.location.search).toContain('&lr=0.5&');
    expect(window.location.search).toContain('&lesson=learning-rate');
    act(() => [...element.querySelectorAll('button')].find((b) => b.textContent === 'Put away')!.click());
    expect(card()).toBeNull();
    expect(window.location.search).not.toContain('lesson');
    expect(window.location.search).toContain('lr=0.5');
  });

  it('shows a task as plain text, and says what was not understood', () => {
    const { element } = setUp();
    act(() => setSlice(useLesson, { task: '<img src=x> Why?', problems: ['The address says …'] }));
    expect(element.querySelector('[data-testid="task"]')!.textContent).toBe('<img src=x> Why?');
    expect(element.querySelector('img')).toBeNull();
    expect(element.querySelector('[role="alert"]')!.textContent).toBe('The address says …');
  });

  it('takes what was not understood out of the address when it is put away', () => {
    window.history.replaceState(null, '', '/?preset=quick&lesson=knitting&lr=0.5#runs');
    const { press, button, card } = setUp();
    act(() => setSlice(useLesson, { problems: ['The address says lesson=knitting …'] }));
    press(button('Put away'));
    expect(card()).toBeNull();
    expect(window.location.search + window.location.hash).toBe('?preset=quick&lr=0.5#runs');
  });

  it('lays the runs that are here over each other, and names those that are not', () => {
    const { element } = setUp();
    act(() => setSlice(useLesson, { task: 'Compare.', compare: ['gone', 'a', 'b'] }));
    layOverRuns();
    expect(useLibrary.getState().comparedIds).toEqual([]);
    expect(element.textContent).not.toContain('gone');
    act(() => setSlice(useLibrary, { records: [aRun('a'), aRun('b')], isLoaded: true }));
    expect(useLibrary.getState().comparedIds).toEqual(['a', 'b']);
    expect(element.textContent).toContain('One run of this link cannot be shown');
    expect(element.textContent).toContain('(gone)');
    // Only once: what the visitor takes away stays away.
    act(() => setSlice(useLibrary, { comparedIds: [] }));
    expect(useLibrary.getState().comparedIds).toEqual([]);
  });

  it('begins the lesson’s runs over its own settings, but on the visitor’s engine', async () => {
    const { press, button, element } = setUp();
    act(() => openLesson(lessonOf('dropout')!));
    act(() => changeExperiment({ learningRate: 5, engine: 'simd' }));
    press(button('Begin the two runs'));
    await settle();
    const { series } = useSeriesQueue.getState();
    expect(series!.keys).toEqual(['dropout']);
    expect(series!.runs.map(({ experiment }) => experiment.dropout)).toEqual([0, 0.5]);
    expect(series!.runs[0]!.experiment).toEqual({
      ...PRESETS.quick.experiment,
      firstLayer: 'random',
      labelSmoothing: 0,
      augment: false,
      augmentStrength: 1,
      drawnDigits: 0.05,
      engine: 'simd',
      hidden: [256],
      schedule: 'constant',
      learningRate: 0.002,
      epochs: 10,
    });
    expect(element.querySelector('[data-testid="lesson-runs"]')!.textContent).toBe(
      'Run 1 of 2 is under way.',
    );
    press(button('Begin the two runs'));
    expect(start).toHaveBeenCalledTimes(1);
  });
});

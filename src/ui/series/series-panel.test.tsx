// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Experiment } from '../../core/experiment';
import { PRESETS } from '../../core/presets';
import { aRun } from '../../library/testing/runs';
import { useExperiment } from '../../state/experiment-store';
import { useLibrary } from '../../state/library-store';
import { NO_RUN, useRun } from '../../state/run-store';
import { connectSeries, seriesRunEnded, useSeriesQueue } from '../../state/series-queue';
import { renderForTest } from '../shared/render-for-test';
import { SeriesPanel } from './series-panel';
import { setSlice } from '../../state/testing/set-slice';

const start = vi.fn<(experiment: Experiment, seriesId: string) => Promise<boolean>>();
const stop = vi.fn<() => Promise<void>>();
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve)));

beforeEach(() => {
  start.mockReset().mockResolvedValue(true);
  stop.mockReset().mockResolvedValue();
  connectSeries(start, stop);
  act(() => {
    setSlice(useSeriesQueue, { series: undefined });
    setSlice(useLibrary, { records: [] });
    setSlice(useRun, { ...NO_RUN, status: 'ready' });
    setSlice(useExperiment, { experiment: PRESETS.quick.experiment });
  });
});

function setUp() {
  const page = renderForTest(<SeriesPanel />);
  const field = (label: string) => {
    const found = [...page.element.querySelectorAll('label')].find(
      ({ textContent }) => textContent === label,
    );
    return document.getElementById(found!.htmlFor) as HTMLInputElement | HTMLSelectElement;
  };
  const fill = (label: string, value: string) =>
    act(() => {
      const target = field(label);
      const prototype = target instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(prototype.prototype, 'value')!.set!.call(target, value);
      target.dispatchEvent(
        new Event(target instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }),
      );
    });
  const cells = () =>
    [...page.element.querySelectorAll('[data-testid="series-run"]')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
  return { ...page, field, fill, cells };
}
/** The run that trains has ended. */
const end = async (id: string, accuracyFraction: number) => {
  const experiment = start.mock.lastCall![0];
  const result = { step: 10, loss: 0.1, accuracyFraction };
  act(() =>
    seriesRunEnded(
      aRun(id, {
        seriesId: start.mock.lastCall![1],
        status: 'finished',
        experiment,
        best: result,
        last: result,
        test: result,
      }),
    ),
  );
  await settle();
};

describe('SeriesPanel', () => {
  it('says what runs the values make, and offers values for each setting', () => {
    const { dataValue, fill, field, element } = setUp();
    expect(dataValue('series-plan')).toBe('3');
    fill('Setting', 'hidden');
    expect(field('Values').value).toBe('64; 128; 256-128');
    fill('Second setting', 'seed');
    expect(field('Second values').value).toBe('1-5');
    expect(dataValue('series-plan')).toBe('15');
    expect(element.querySelector('ol')?.firstChild?.textContent).toBe('hidden layers 64, seed 1');
    fill('Values', 'none, 128');
    expect(dataValue('series-plan')).toBe('10');
    expect(element.querySelector('ol')?.firstChild?.textContent).toBe('no hidden layer, seed 1');
  });

  it('says beside the field what is not allowed, and trains nothing', () => {
    const { fill, field, element, press, button } = setUp();
    fill('Values', '0.001, fast');
    const sentence = 'Learning rate must be a number from 0.000001 to 10, not “fast”.';
    const described = field('Values').getAttribute('aria-describedby')!;
    expect(document.getElementById(described)?.textContent).toBe(sentence);
    press(button('Start the series'));
    expect(start).not.toHaveBeenCalled();
    fill('Values', '0.001');
    expect(element.textContent).not.toContain(sentence);
  });

  it('waits until another run has ended', () => {
    const { element, press, button } = setUp();
    act(() => setSlice(useRun, { status: 'paused' }));
    expect(element.textContent).toContain('A run is under way');
    press(button('Start the series'));
    expect(start).not.toHaveBeenCalled();
  });

  it('trains the runs in turn and shows how each stands and what came of it', async () => {
    const { press, button, fill, cells, dataValue, element, field } = setUp();
    fill('Values', '0.001, 0.01');
    press(button('Start the series'));
    await settle();
    expect(start.mock.lastCall![0]).toEqual({ ...PRESETS.quick.experiment, learningRate: 0.001 });
    act(() =>
      setSlice(useRun, {
        status: 'training',
        progress: { step: 43, totalSteps: 100, stepsPerEpoch: 20, trainSeconds: 1, examplesPerSecond: 1 },
      }),
    );
    expect(dataValue('series-state')).toBe('training');
    expect(field('Values').disabled).toBe(true);
    expect(cells()).toEqual([
      ['learning rate 0.001', 'training, 43%', '–', '–', '–'],
      ['learning rate 0.01', 'waiting', '–', '–', '–'],
    ]);
    await end('a', 0.9712);
    expect(cells()[0]).toEqual(['learning rate 0.001Run a', 'done', '97.12%', '97.12%', '97.12%']);
    await end('b', 0.9);
    act(() => setSlice(useRun, { status: 'finished' }));
    expect(dataValue('series-state')).toBe('ended');
    expect(element.textContent).toContain('The series has ended: 2 done.');
    expect(dataValue('series-chart')).toBe('log');
    expect(element.querySelector('[data-testid="series-chart"]')?.getAttribute('aria-label')).toBe(
      'Best validation accuracy by learning rate: 0.001 97.12%, 0.01 90.00%',
    );
    expect(field('Values').disabled).toBe(false);
  });

  it('stops one run, or all that are left', async () => {
    const { press, button, cells } = setUp();
    press(button('Start the series'));
    await settle();
    press(button('End this run'));
    expect(stop).toHaveBeenCalledTimes(1);
    await end('a', 0.9);
    press(button('End the series'));
    expect(stop).toHaveBeenCalledTimes(2);
    await end('b', 0.9);
    expect(cells().map(([, state]) => state)).toEqual(['done', 'done', 'left out']);
    expect(start).toHaveBeenCalledTimes(2);
  });
});

// @vitest-environment happy-dom
import type { ComponentProps } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderForTest } from '../shared/render-for-test';
import type { Term } from '../shared/term';
import { ChartsPanel } from './charts-panel';
import type { LiveChart } from './live-chart';
import { type ChartedRun } from './run-series';

const charts = new Map<string, ComponentProps<typeof LiveChart>>();
vi.mock('./live-chart', () => ({
  LiveChart: (props: ComponentProps<typeof LiveChart>) => {
    charts.set(props.testId, props);
    return null;
  },
}));
vi.mock('../shared/term', () => ({
  Term: ({ of, children = of }: ComponentProps<typeof Term>) => children,
}));

const run = (id: string, lastStep: number, seconds?: number): ChartedRun => {
  const curve = {
    steps: [1, lastStep],
    values: [1, 0.5],
    length: 2,
    ...(seconds !== undefined && { seconds: [0.1, seconds] }),
  };
  const curves = { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve };
  return { id, name: `Run ${id}`, colour: 0, stepsPerEpoch: 100, curves };
};
const onRemove = vi.fn();
const panel = (runs: readonly ChartedRun[], leftOutCount = 0) => (
  <ChartsPanel runs={runs} leftOutCount={leftOutCount} onRemove={onRemove} />
);
beforeEach(() => charts.clear());
afterEach(() => vi.restoreAllMocks());

const options = (element: HTMLElement): HTMLElement =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent === 'Options')!;

describe('ChartsPanel', () => {
  it('names the runs on the charts, the one on screen first', () => {
    const { dataValue, render, element } = renderForTest(panel([run('a', 50), run('b', 900)]));
    expect(dataValue('compared-runs')).toBe('a,b');
    expect(element.querySelector('[aria-label="Runs on the charts"]')!.textContent).toBe(
      'Run aon screenRun b',
    );
    render(panel([run('', 50)]));
    expect(dataValue('compared-runs')).toBe('');
  });

  it('takes a compared run off, but not the one on screen', () => {
    const { element, press } = renderForTest(panel([run('a', 50), run('b', 900)]));
    const buttons = [...element.querySelectorAll<HTMLElement>('[aria-label$="off the charts"]')];
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(['Take Run b off the charts']);
    press(buttons[0]!);
    expect(onRemove).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('shows all while curves are steep, detail later, and what the visitor chose ever after', () => {
    const { element, render, press } = renderForTest(panel([run('a', 199)]));
    const shown = () => [...charts.values()].map(({ show }) => show);
    expect(shown()).toEqual(['all', 'all']);
    render(panel([run('a', 200)]));
    expect(shown()).toEqual(['detail', 'detail']);
    press(options(element));
    press(element.querySelector('input[value="all"]')!);
    render(panel([run('a', 900)]));
    expect(shown()).toEqual(['all', 'all']);
  });

  it('lays runs over each other by what is chosen, and says whose seconds are not known', () => {
    const { element, press } = renderForTest(panel([run('a', 50, 3), run('b', 900)]));
    expect(charts.get('loss-chart')!.axis).toBe('step');
    press(options(element));
    press(element.querySelector('input[value="seconds"]')!);
    expect([...charts.values()].map(({ axis }) => axis)).toEqual(['seconds', 'seconds']);
    expect(element.textContent).toContain('Nobody noted the seconds of Run b.');
  });

  it('says when there are more runs than it has room for', () => {
    const { element } = renderForTest(panel([run('a', 50), run('b', 900)], 3));
    expect(element.textContent).toContain('room for 2 runs: 3 more that you chose are not shown');
  });

  it('gives each chart its own curves', () => {
    const one = run('a', 50);
    renderForTest(panel([one]));
    expect(charts.get('accuracy-chart')!.series[1]!.points).toBe(one.curves.validationAccuracy);
    expect(charts.get('loss-chart')!.series[0]!.points).toBe(one.curves.trainLoss);
  });
});

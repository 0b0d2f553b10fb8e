// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, type ComponentProps } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCanvases } from '../shared/canvas-for-test';
import type { Term } from '../shared/term';
import { CrossHair } from './cross-hair';
import { LiveChart } from './live-chart';
import { loadAdapter } from './load-adapter';
import type { Frame } from './resample';
import type { LineLook } from './tfvis-adapter';
import { type ChartedRun, type ChartSeries, seriesOf } from './run-series';
import { NO_POINTS, type SeriesPoints } from './series-points';
import type { Show } from './value-range';

vi.mock('./load-adapter');
// Definitions arrive late, perhaps after the test is over: here words are just words.
vi.mock('../shared/term', () => ({
  Term: ({ of, children = of }: ComponentProps<typeof Term>) => children,
}));

const drawLines = vi.fn(async () => ({
  left: 40,
  top: 20,
  width: 200,
  height: 100,
  xOf: (step: number) => step,
  yOf: (value: number) => value,
  placeAt: (x: number) => x,
}));
const dispose = vi.fn();
const renderers: (string | undefined)[] = [];
class FakeChart {
  constructor(_host: HTMLElement, renderer?: string) {
    renderers.push(renderer);
  }
  drawLines = drawLines;
  dispose = dispose;
}
let scrollTo: (inView: boolean) => void;
class FakeIntersectionObserver {
  constructor(report: (entries: { isIntersecting: boolean }[]) => void) {
    scrollTo = (inView) => report([{ isIntersecting: inView }]);
  }
  observe() {
    scrollTo(true);
  }
  disconnect() {}
}

let root: Root;
let crossHair: CrossHair;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  fakeCanvases();
  crossHair = new CrossHair();
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  vi.mocked(loadAdapter).mockResolvedValue({ VisChart: FakeChart } as never);
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.querySelector('#root')!);
});
afterEach(() => {
  act(() => root.unmount());
  vi.restoreAllMocks();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const upTo = (step: number, value: number): SeriesPoints => ({
  steps: [1, step],
  values: [2, value],
  length: 2,
});
const runOf = (id: string, train: SeriesPoints, validation = NO_POINTS): ChartedRun => ({
  id,
  name: `Run ${id}`,
  colour: 0,
  stepsPerEpoch: 100,
  curves: {
    trainLoss: train,
    validationLoss: validation,
    trainAccuracy: NO_POINTS,
    validationAccuracy: NO_POINTS,
  },
});
const show = (train: SeriesPoints, validation: SeriesPoints = NO_POINTS, smoothing = 0): Promise<void> =>
  showSeries(seriesOf([runOf('a', train, validation)], 'Loss', smoothing));
async function showSeries(series: readonly ChartSeries[], range: Show = 'all'): Promise<void> {
  await act(async () => {
    root.render(
      <MantineProvider>
        <LiveChart
          title="Loss"
          testId="loss-chart"
          yLabel="loss"
          format="number"
          logScale={false}
          axis="step"
          show={range}
          series={series}
          crossHair={crossHair}
        />
      </MantineProvider>,
    );
  });
  await pass(500);
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
/** React hears that a pointer leaves as its going out to nowhere. */
const pointer = (type: string, pointerType: string) =>
  new PointerEvent(type, { bubbles: true, clientX: 80, pointerType });
const chart = () => document.querySelector<HTMLElement>('[data-testid="loss-chart"]')!;
const find = (selector: string) => chart().querySelector<HTMLElement>(selector)!;

describe('LiveChart', () => {
  it('invites to train before there is data, and downloads nothing', async () => {
    await show(NO_POINTS);
    expect(chart().textContent).toContain('Press Train');
    expect([chart().dataset['state'], chart().getAttribute('data-value')]).toEqual(['empty', '']);
    expect(loadAdapter).not.toHaveBeenCalled();
  });
  it('draws what it is given and says so in words', async () => {
    await show(upTo(430, 0.12), upTo(430, 0.15));
    expect(drawLines).toHaveBeenCalledOnce();
    expect(chart().dataset).toMatchObject({ state: 'drawn', value: '430' });
    expect(find('[role=img]').getAttribute('aria-label')).toBe(
      'Loss, line chart. Training loss 0.120, validation loss 0.150 at step 430.',
    );
  });
  it('says nothing of itself as numbers come: milestones are said elsewhere', async () => {
    await show(upTo(10, 1));
    await show(upTo(430, 0.12));
    expect(chart().querySelector('[aria-live], [role=status], [role=log]')).toBeNull();
  });
  it('reads the chart by keyboard, step by step', async () => {
    await show(upTo(430, 0.12), upTo(430, 0.15));
    expect(find('input').getAttribute('aria-valuetext')).toBe('Step 430: training 0.120, validation 0.150');
    act(() => find('input').focus());
    expect(find('[data-testid="chart-tooltip"]').textContent).toContain('Step 430');
    act(() => find('input').blur());
    expect(find('[data-testid="chart-tooltip"]')).toBeNull();
  });
  it('shows the row nearest to the pointer', async () => {
    await show({ steps: [1, 40, 100], values: [2, 1, 0.5], length: 3 });
    const move = new PointerEvent('pointermove', { bubbles: true, clientX: 80 });
    act(() => void find('[role=presentation]').dispatchEvent(move));
    expect(find('[data-testid="chart-tooltip"]').textContent).toContain('Step 100training 0.500validation –');
  });
  it('is read wherever another chart is read, on the same axis', async () => {
    await show({ steps: [1, 40, 100], values: [2, 1, 0.5], length: 3 });
    const reading = () => find('[data-testid="chart-tooltip"]')?.textContent;
    act(() => crossHair.moveTo({ axis: 'step', place: 45 }));
    expect(reading()).toContain('Step 40training 1.00');
    act(() => crossHair.moveTo({ axis: 'seconds', place: 45 }));
    expect(reading()).toBeUndefined();
    act(() => void find('[role=presentation]').dispatchEvent(pointer('pointermove', 'mouse')));
    expect(crossHair.mark()).toEqual({ axis: 'step', place: 80 });
    act(() => void find('[role=presentation]').dispatchEvent(pointer('pointerout', 'mouse')));
    expect(crossHair.mark()).toBeUndefined();
  });
  it('keeps what a finger has read until it touches elsewhere, or until Escape', async () => {
    await show(upTo(100, 0.5));
    const touch = () => {
      act(() => void find('[role=presentation]').dispatchEvent(pointer('pointerdown', 'touch')));
      act(() => void find('[role=presentation]').dispatchEvent(pointer('pointerout', 'touch')));
    };
    touch();
    expect(find('[data-testid="chart-tooltip"]').textContent).toContain('Step 100');
    act(() => void document.body.dispatchEvent(pointer('pointerdown', 'touch')));
    expect(find('[data-testid="chart-tooltip"]')).toBeNull();
    touch();
    act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })));
    expect(find('[data-testid="chart-tooltip"]')).toBeNull();
  });
  it('lays several runs over each other and reads them all at one place', async () => {
    const heron = runOf('a', upTo(100, 0.5), upTo(100, 0.6));
    const otter = runOf('b', { steps: [1, 100, 300], values: [2, 0.75, 0.25], length: 3 });
    await showSeries(seriesOf([heron, otter], 'Loss', 0));
    const [, look] = drawLines.mock.lastCall as unknown as [Frame, LineLook];
    expect(look.strokes.map(({ dash }) => dash.length)).toEqual([0, 0, 2, 2]);
    act(() => find('input').focus());
    const move = new PointerEvent('pointermove', { bubbles: true, clientX: 90 });
    act(() => void find('[role=presentation]').dispatchEvent(move));
    const rows = [...find('[data-testid="chart-tooltip"] tbody').querySelectorAll('tr')];
    expect(rows.map(({ textContent }) => textContent)).toEqual(['Run a0.5000.600', 'Run b0.750–']);
    expect(find('input').getAttribute('aria-valuetext')).toBe(
      'Step 100: Run a, training 0.500, validation 0.600; Run b, training 0.750',
    );
  });
  it('stands at the last step of the run on screen, however long the others are', async () => {
    await showSeries(seriesOf([runOf('a', upTo(100, 0.5)), runOf('b', upTo(900, 0.4))], 'Loss', 0));
    expect(chart().dataset['value']).toBe('100');
    await showSeries(seriesOf([runOf('a', NO_POINTS), runOf('b', upTo(900, 0.4))], 'Loss', 0));
    expect(chart().dataset['value']).toBe('900');
  });
  it('says what is out of sight', async () => {
    const steps = Array.from({ length: 60 }, (_, i) => i + 1);
    const good = { steps, values: steps.map((step) => 0.03 + 2.2 * Math.exp(-step / 3)), length: 60 };
    const stuck = { steps, values: steps.map(() => 2.3), length: 60 };
    const series = seriesOf([runOf('a', good), runOf('b', stuck)], 'Loss', 0);
    await showSeries(series, 'detail');
    expect(chart().textContent).toContain('Out of sight: Run b, training.');
    await showSeries(series.slice(0, 2), 'detail');
    expect(chart().textContent).toContain('The steep beginning is out of sight.');
    await showSeries(series, 'all');
    expect(chart().textContent).not.toContain('out of sight');
  });
  it('smooths what it draws, and says so in the read-out', async () => {
    await show(upTo(10, 1), NO_POINTS, 0.5);
    const [frame] = drawLines.mock.lastCall as unknown as [Frame];
    expect([...frame.columns[0]!.values]).toEqual([2, (1 + 2 * 0.5) / 1.5]);
    expect(find('input').getAttribute('aria-valuetext')).toBe('Step 10: training, smoothed 1.33');
  });
  it('waits for the visitor to scroll to it', async () => {
    await show(upTo(10, 1));
    act(() => scrollTo(false));
    await show(upTo(20, 0.5));
    expect(chart().dataset['value']).toBe('10');
    act(() => scrollTo(true));
    await pass(500);
    expect(chart().dataset['value']).toBe('20');
  });
  it('says so when the chart library fails to load, and tries again only when asked', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.mocked(loadAdapter).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await show(upTo(10, 1));
    await show(upTo(20, 1));
    expect(loadAdapter).toHaveBeenCalledOnce();
    expect(chart().dataset['state']).toBe('failed');
    act(() => find('figcaption + * button').click());
    await pass(500);
    expect(chart().dataset['state']).toBe('drawn');
  });
  it('makes the chart anew when the browser has lost its picture', async () => {
    await show(upTo(10, 1));
    const canvas = find('[data-shown]').appendChild(document.createElement('canvas'));
    canvas.dispatchEvent(new Event('contextrestored'));
    await pass(500);
    expect([dispose.mock.calls.length, drawLines.mock.calls.length]).toEqual([1, 2]);
    await show(upTo(20, 1));
    expect([dispose.mock.calls.length, drawLines.mock.calls.length]).toEqual([1, 3]);
  });
  it('draws anew on a screen of another density', async () => {
    await show(upTo(10, 1));
    vi.stubGlobal('devicePixelRatio', 2);
    act(() => void dispatchEvent(new Event('resize')));
    await pass(500);
    expect(drawLines).toHaveBeenCalledTimes(2);
  });
  it('draws vector shapes where the browser has no canvas to draw on', async () => {
    await show(upTo(10, 1));
    fakeCanvases().mockReturnValue(null);
    act(() => root.render(null));
    await show(upTo(10, 1));
    expect(renderers.slice(-2)).toEqual(['canvas', 'svg']);
    expect(chart().dataset['state']).toBe('drawn');
  });
  it('returns to the invitation when the run is reset', async () => {
    await show(upTo(10, 1));
    await show(NO_POINTS);
    expect([chart().dataset['state'], chart().getAttribute('data-value')]).toEqual(['empty', '']);
    expect(find('input')).toBeNull();
  });
  it('lets go of the chart when it leaves the page', async () => {
    await show(upTo(10, 1));
    act(() => root.render(null));
    expect(dispose).toHaveBeenCalledOnce();
  });
});

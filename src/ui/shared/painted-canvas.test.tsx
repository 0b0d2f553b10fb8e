// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { NO_CANVAS } from './canvas-context';
import { fakeCanvases } from './canvas-for-test';
import { PaintedCanvas, SharpCanvas } from './painted-canvas';
import { checkDensity } from './pixel-density';
import { renderForTest } from './render-for-test';

const canvasIn = (element: HTMLElement) => element.querySelector('canvas')!;
const restore = (canvas: HTMLCanvasElement) => canvas.dispatchEvent(new Event('contextrestored'));

/** A screen whose density the test changes; what the page asks of it is answered as browsers do. */
function fakeScreen() {
  const queries: { text: string; target: EventTarget }[] = [];
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('matchMedia', (text: string) => {
    const target = new EventTarget();
    queries.push({ text, target });
    return Object.assign(target, { matches: false, addListener() {}, removeListener() {} });
  });
  return {
    /** quietly: the browser does not tell. */
    setDensity(density: number, quietly = false): void {
      const old = `(resolution: ${devicePixelRatio}dppx)`;
      vi.stubGlobal('devicePixelRatio', density);
      if (quietly) return;
      act(() => {
        for (const { text, target } of queries) {
          if (text === old) target.dispatchEvent(new Event('change'));
        }
      });
    },
  };
}

describe('PaintedCanvas', () => {
  it('paints at once, and when how to paint or the size changes, not otherwise', () => {
    fakeCanvases();
    const [paint, other] = [vi.fn(), vi.fn()];
    const { element, render } = renderForTest(<PaintedCanvas paint={paint} width={28} height={14} />);
    render(<PaintedCanvas paint={paint} width={28} height={14} className="moved" />);
    expect(paint).toHaveBeenCalledOnce();
    expect([canvasIn(element).width, canvasIn(element).height]).toEqual([28, 14]);
    render(<PaintedCanvas paint={paint} width={30} height={14} />);
    expect(paint).toHaveBeenCalledTimes(2);
    render(<PaintedCanvas paint={other} width={30} height={14} />);
    expect([paint.mock.calls.length, other.mock.calls.length]).toEqual([2, 1]);
  });
  it('paints again when a lost picture can be restored, and stops the painting before', () => {
    fakeCanvases();
    const stop = vi.fn();
    const paint = vi.fn(() => stop);
    const { element, render } = renderForTest(<PaintedCanvas paint={paint} width={28} height={28} />);
    const canvas = canvasIn(element);
    restore(canvas);
    expect([paint.mock.calls.length, stop.mock.calls.length]).toEqual([2, 1]);
    restore(canvas);
    expect([paint.mock.calls.length, stop.mock.calls.length]).toEqual([3, 2]);
    render(null);
    expect(stop).toHaveBeenCalledTimes(3);
    restore(canvas);
    expect(paint).toHaveBeenCalledTimes(3);
  });
  it('asks for plain memory only where it is told to', () => {
    const getContext = fakeCanvases();
    const { render } = renderForTest(<PaintedCanvas paint={() => {}} width={28} height={28} />);
    expect(getContext).toHaveBeenLastCalledWith('2d', { willReadFrequently: false });
    render(<PaintedCanvas key="other" inMemory paint={() => {}} width={28} height={28} />);
    expect(getContext).toHaveBeenLastCalledWith('2d', { willReadFrequently: true });
  });
  const refusals: [string, () => null][] = [
    ['answers that', () => null],
    [
      'throws when asked whether',
      () => {
        throw new Error('blocked');
      },
    ],
  ];
  it.each(refusals)(
    'says so, in the place of the picture, where the browser %s there is no drawing',
    (_, refuse) => {
      fakeCanvases().mockImplementation(refuse);
      const paint = vi.fn();
      const { element } = renderForTest(
        <PaintedCanvas paint={paint} width={28} height={28} role="img" aria-label="a handwritten 7" />,
      );
      expect(paint).not.toHaveBeenCalled();
      expect(element.querySelector('canvas')).toBeNull();
      expect(element.querySelector('[role=img]')?.textContent).toBe(NO_CANVAS);
      expect(element.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('a handwritten 7');
    },
  );
});

describe('SharpCanvas', () => {
  it('is painted with as many pixels as the screen has, on one screen after the other', () => {
    fakeCanvases();
    const screen = fakeScreen();
    const paint = vi.fn();
    const { element } = renderForTest(<SharpCanvas paint={paint} width={100} height={50} />);
    const seen = () => [canvasIn(element).width, canvasIn(element).height, paint.mock.lastCall?.[1]];
    expect(seen()).toEqual([100, 50, 1]);
    screen.setDensity(2);
    expect(seen()).toEqual([200, 100, 2]);
    screen.setDensity(1.25);
    expect(seen()).toEqual([125, 63, 1.25]);
    expect(paint).toHaveBeenCalledTimes(3);
  });
  it('looks again when asked to, for browsers that do not tell', () => {
    fakeCanvases();
    const screen = fakeScreen();
    const { element } = renderForTest(<SharpCanvas paint={() => {}} width={100} height={50} />);
    screen.setDensity(3, true);
    expect(canvasIn(element).width).toBe(100);
    act(() => checkDensity());
    expect(canvasIn(element).width).toBe(300);
  });
});

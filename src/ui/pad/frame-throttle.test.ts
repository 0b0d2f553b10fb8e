import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameThrottle } from './frame-throttle';

// A page's frames and visibility, by hand.
let frames: Map<number, () => void>;
let page: EventTarget & { hidden: boolean };
const runFrame = () => {
  const due = [...frames.values()];
  frames.clear();
  for (const frame of due) frame();
};

beforeEach(() => {
  let id = 0;
  frames = new Map();
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => {
    id += 1;
    frames.set(id, frame);
    return id;
  });
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('createFrameThrottle', () => {
  it('runs once a frame, however often it is asked', () => {
    const task = vi.fn<() => void>();
    const throttle = createFrameThrottle(task);
    for (let i = 0; i < 5; i++) throttle.request();
    expect(task).not.toHaveBeenCalled();
    runFrame();
    expect(task).toHaveBeenCalledTimes(1);
    runFrame();
    expect(task).toHaveBeenCalledTimes(1);
    throttle.request();
    runFrame();
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('runs at once while the page is hidden', () => {
    const task = vi.fn<() => void>();
    page.hidden = true;
    createFrameThrottle(task).request();
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('does not leave a task behind when the page is hidden', () => {
    const task = vi.fn<() => void>();
    createFrameThrottle(task).request();
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    expect(task).toHaveBeenCalledTimes(1);
    runFrame();
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('runs nothing once disposed of', () => {
    const task = vi.fn<() => void>();
    const throttle = createFrameThrottle(task);
    throttle.request();
    throttle.dispose();
    runFrame();
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    expect(task).not.toHaveBeenCalled();
  });
});

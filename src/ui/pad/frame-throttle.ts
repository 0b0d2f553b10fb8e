/**
 * Runs a task at most once per animation frame, however often it is asked for: pens report many times a frame. A hidden
 * page has no frames, so there the task runs at once, and one that waited for a frame runs when the page is hidden.
 */
export interface FrameThrottle {
  readonly request: () => void;
  readonly dispose: () => void;
}

export function createFrameThrottle(task: () => void): FrameThrottle {
  let frame: number | undefined;
  const run = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    task();
  };
  const whenHidden = () => {
    if (document.hidden && frame !== undefined) run();
  };
  document.addEventListener('visibilitychange', whenHidden);
  return {
    request() {
      if (document.hidden) run();
      else frame ??= requestAnimationFrame(run);
    },
    dispose() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      document.removeEventListener('visibilitychange', whenHidden);
    },
  };
}

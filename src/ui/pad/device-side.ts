export interface DeviceSide {
  /** Looks again now: some browsers report a change of density late. */
  readonly measure: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onSide` with an element's width in the screen's own pixels, now and whenever it changes: by layout, by zoom, or
 * by moving the window to a screen of another density. The last changes no size in CSS pixels, so a resize observer
 * tells it only where it can observe device pixels, and the density is watched as well.
 */
export function observeDeviceSide(element: HTMLElement, onSide: (side: number) => void): DeviceSide {
  let side = 0;
  const measure = () => {
    const next = Math.max(1, Math.round(element.clientWidth * devicePixelRatio));
    if (next !== side) onSide((side = next));
  };
  const layout = new ResizeObserver(measure);
  layout.observe(element);
  const stopWatching = watchDensity(measure);
  measure();
  return {
    measure,
    stop() {
      layout.disconnect();
      stopWatching();
    },
  };
}

/** A media query can only ask for one density, so each answer needs a new question. */
function watchDensity(onChange: () => void): () => void {
  let query: MediaQueryList;
  const watch = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', changed);
  };
  const changed = () => {
    query.removeEventListener('change', changed);
    watch();
    onChange();
  };
  watch();
  return () => query.removeEventListener('change', changed);
}

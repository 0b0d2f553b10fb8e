import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { scratchContext, watchRestored } from '../shared/canvas-context';
import { drawLines, type Drawn, type Lines } from './draw-lines';
import { DrawSchedule } from './draw-schedule';
import { loadAdapter } from './load-adapter';
import type { VisChart } from './tfvis-adapter';

/** Three a second look live, and leave the main thread alone for nine tenths of the time on a slow machine. */
const DRAW_INTERVAL_MS = 333;

/** Everything that a drawing depends on. A new object asks for a new drawing. */
export interface DrawRequest extends Lines {
  readonly height: number;
  /** See drawLines(). */
  readonly fontPx: number;
  readonly appearance: string;
  readonly density: number;
}

interface Drawing {
  readonly drawn: Drawn | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** Keeps the chart in `hostRef` up to date with `request`, at the chart's own pace. */
export function useDrawing(hostRef: RefObject<HTMLElement | null>, request: DrawRequest): Drawing {
  const [drawn, setDrawn] = useState<Drawn>();
  const [failed, setFailed] = useState(false);
  const latest = useRef(request);
  const schedule = useRef<DrawSchedule>(undefined);
  // Training goes on asking; what failed once is tried again only when the visitor says so.
  const givenUp = useRef(false);

  useEffect(() => {
    const host = hostRef.current;
    if (!host) return;
    let chart: VisChart | undefined;
    let gone = false;
    let isBlank = false;
    const draw = async () => {
      if (givenUp.current) return;
      try {
        if (latest.current.series.every(({ points }) => points.length === 0)) {
          setDrawn(undefined);
          return;
        }
        const { VisChart } = await loadAdapter();
        if (gone || host.clientWidth === 0) return;
        if (isBlank) {
          isBlank = false;
          // Vega paints what has changed, and of a lost picture that is nothing.
          chart?.dispose();
          chart = undefined;
        }
        chart ??= new VisChart(host, scratchContext(1, 1) ? 'canvas' : 'svg');
        const result = await drawLines(chart, latest.current, {
          width: host.clientWidth,
          height: latest.current.height,
          fontFamily: getComputedStyle(host).fontFamily,
          fontPx: latest.current.fontPx,
          element: host.parentElement!,
        });
        if (gone) return;
        setDrawn(result);
      } catch (error) {
        console.error('A chart could not be drawn', error);
        chart?.dispose();
        chart = undefined;
        if (gone) return;
        givenUp.current = true;
        setDrawn(undefined);
        setFailed(true);
      }
    };
    const pace = new DrawSchedule(draw, DRAW_INTERVAL_MS);
    schedule.current = pace;
    pace.request();
    const stopWatching = watchVisibility(host, (visible) => pace.setVisible(visible));
    const resizes = new ResizeObserver(() => pace.request());
    resizes.observe(host);
    const stopRestoring = watchRestored(host, () => {
      isBlank = true;
      pace.request();
    });
    return () => {
      gone = true;
      stopWatching();
      resizes.disconnect();
      stopRestoring();
      pace.dispose();
      chart?.dispose();
    };
  }, [hostRef]);

  useEffect(() => {
    latest.current = request;
    schedule.current?.request();
  }, [request]);

  const retry = useCallback(() => {
    givenUp.current = false;
    setFailed(false);
    schedule.current?.request();
  }, []);
  return { drawn, failed, retry };
}

/** Reports whether the element can be seen: its tab in front and itself in, or nearly in, the window. */
function watchVisibility(element: Element, report: (visible: boolean) => void): () => void {
  let inView = false;
  const update = () => report(inView && !document.hidden);
  const observer = new IntersectionObserver(
    (entries) => {
      inView = entries.at(-1)!.isIntersecting;
      update();
    },
    { rootMargin: '200px' },
  );
  observer.observe(element);
  document.addEventListener('visibilitychange', update);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', update);
  };
}

import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { scratchContext, watchRestored } from '../shared/canvas-context';
import { readColours, type ColourToken } from '../shared/colour-scheme';
import type { ValueFormat } from './chart-words';
import { DrawSchedule } from './draw-schedule';
import { epochSteps } from './epoch-steps';
import { loadAdapter } from './load-adapter';
import { resample, smooth, type Frame } from './resample';
import type { SeriesPoints } from './series-points';
import type { VisChart } from './tfvis-adapter';
import type { PlotArea } from './vega-plot';

/** Three a second look live, and leave the main thread alone for nine tenths of the time on a slow machine. */
const DRAW_INTERVAL_MS = 333;

/** Everything that a drawing depends on. A new object asks for a new drawing. */
export interface DrawRequest {
  readonly series: readonly {
    readonly name: string;
    readonly colourToken: ColourToken;
    readonly points: SeriesPoints;
    /** 0 to below 1, see smooth(). */
    readonly smoothing: number;
  }[];
  readonly yLabel: string;
  readonly format: ValueFormat;
  readonly logScale: boolean;
  readonly stepsPerEpoch: number;
  readonly height: number;
  readonly appearance: string;
  readonly density: number;
}

/** What is on the canvas now. */
export interface Drawn {
  readonly frame: Frame;
  readonly area: PlotArea;
}

interface Drawing {
  readonly drawn: Drawn | undefined;
  /** no-canvas: the browser has no 2-D drawing, and will not have it next time. */
  readonly trouble: 'failed' | 'no-canvas' | undefined;
  readonly retry: () => void;
}

/** Keeps the chart in `hostRef` up to date with `request`, at the chart's own pace. */
export function useDrawing(hostRef: RefObject<HTMLElement | null>, request: DrawRequest): Drawing {
  const [drawn, setDrawn] = useState<Drawn>();
  const [trouble, setTrouble] = useState<Drawing['trouble']>();
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
        if (!scratchContext(1, 1)) {
          givenUp.current = true;
          setTrouble('no-canvas');
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
        chart ??= new VisChart(host);
        const result = await drawInto(chart, host, latest.current);
        if (gone) return;
        setDrawn(result);
      } catch (error) {
        console.error('A chart could not be drawn', error);
        chart?.dispose();
        chart = undefined;
        if (gone) return;
        givenUp.current = true;
        setDrawn(undefined);
        setTrouble('failed');
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
    setTrouble(undefined);
    schedule.current?.request();
  }, []);
  return { drawn, trouble, retry };
}

async function drawInto(
  chart: VisChart,
  host: HTMLElement,
  request: DrawRequest,
): Promise<Drawn | undefined> {
  const rows = resample(request.series.map(({ points }) => points));
  const columns = rows.columns.map((column, i) => ({
    ...column,
    values: smooth(column.values, request.series[i]!.smoothing),
  }));
  const frame = { ...rows, columns };
  const lastStep = frame.lastSteps.at(-1);
  // Nothing finite to show.
  if (lastStep === undefined) return undefined;
  const tokens = request.series.map(({ colourToken }) => colourToken);
  const [ink, inkSoft, line, ...seriesColours] = readColours(host.parentElement!, [
    '--ink',
    '--ink-soft',
    '--line',
    ...tokens,
  ]);
  const area = await chart.drawLines(frame, {
    width: host.clientWidth,
    height: request.height,
    xLabel: 'step',
    yLabel: request.yLabel,
    series: request.series.map(({ name }, i) => ({ name, colour: seriesColours[i]! })),
    colours: { ink: ink!, inkSoft: inkSoft!, line: line! },
    fontFamily: getComputedStyle(host).fontFamily,
    epochSteps: epochSteps(request.stepsPerEpoch, lastStep),
    logScale: request.logScale,
    format: request.format,
  });
  return area && { frame, area };
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

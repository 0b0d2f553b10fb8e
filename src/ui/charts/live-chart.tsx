import { Button, Text } from '@mantine/core';
import { useElementSize, useMediaQuery, useViewportSize } from '@mantine/hooks';
import { type CSSProperties, memo, useMemo, useRef, useState } from 'react';
import { ChartInspector } from './chart-inspector';
import { lineName, summarise } from './chart-words';
import { CrossHair } from './cross-hair';
import { type Lines, USUAL_FONT_PX } from './draw-lines';
import { useDensity } from '../shared/pixel-density';
import { Placeholder } from '../shared/placeholder';
import { useAppearance } from '../shared/colour-scheme';
import { Term } from '../shared/term';
import classes from './live-chart.module.css';
import { useDrawing } from './use-drawing';
import { outsideWords } from './value-range';

/** What else the first screen holds above and below the two charts. */
const BESIDE_CHARTS_PX = 320;
const MIN_HEIGHT_PX = 150;
const MAX_HEIGHT_PX = 420;
/** Where the window's height is nothing to go by: charts below one another on a page that scrolls. */
const SCROLLED_HEIGHT_PX = 240;

interface LiveChartProps extends Lines {
  readonly title: string;
  readonly testId: 'loss-chart' | 'accuracy-chart';
  /** Shared by the charts that are read together; its own if left out. */
  readonly crossHair?: CrossHair;
}

/**
 * A line chart that keeps up with training. Drawn by tfjs-vis, at most three times a second, and only while it can be
 * seen. `data-value` is the last step on the canvas, of the run on screen where it has any, empty while there is none.
 */
export const LiveChart = memo(function LiveChart(props: LiveChartProps) {
  const { title, testId, series, yLabel, format, logScale, axis, show } = props;
  const [ownCrossHair] = useState(() => new CrossHair());
  const { ref: typeRef, width: typeWidth } = useElementSize<HTMLSpanElement>();
  const fontPx = Math.round(typeWidth) || USUAL_FONT_PX;
  const hostRef = useRef<HTMLDivElement>(null);
  const appearance = useAppearance();
  const density = useDensity();
  const usualHeight = useHeight();
  // The style sheet has the last word, on a projector.
  const { ref: plotRef, height: plotHeight } = useElementSize<HTMLDivElement>();
  const height = Math.round(plotHeight) || usualHeight;
  const request = useMemo(
    () => ({ series, yLabel, format, logScale, axis, show, height, fontPx, appearance, density }),
    [series, yLabel, format, logScale, axis, show, height, fontPx, appearance, density],
  );
  const { drawn, failed, retry } = useDrawing(hostRef, request);
  const summary = summarise(series, yLabel, format);
  const shown = summary === '' ? undefined : drawn;
  const outside = shown
    ? outsideWords(
        shown.range.outside.flatMap((i) => (series[i] ? [lineName(series[i])] : [])),
        shown.range.cutsOff,
      )
    : '';

  return (
    <figure
      className={classes['chart']}
      data-testid={testId}
      data-value={shown?.lastStep ?? ''}
      data-state={failed ? 'failed' : shown ? 'drawn' : 'empty'}
    >
      <span ref={typeRef} className={classes['type']} aria-hidden />
      <figcaption className={classes['title']}>
        <Term of={yLabel}>{title}</Term>
      </figcaption>
      <div
        ref={plotRef}
        className={classes['plot']}
        style={{ '--plot-height': `${usualHeight}px` } as CSSProperties}
      >
        <div role="img" aria-label={`${title}, line chart. ${summary}`} className={classes['picture']}>
          <div ref={hostRef} aria-hidden className={classes['host']} data-shown={shown !== undefined} />
        </div>
        {shown ? (
          <ChartInspector
            title={title}
            series={series}
            format={format}
            crossHair={props.crossHair ?? ownCrossHair}
            {...shown}
          />
        ) : (
          <div className={classes['message']}>
            <Placeholder>
              {failed ? (
                <>
                  <Text size="sm">The charts could not be loaded. Training goes on without them.</Text>
                  <Button size="xs" variant="light" onClick={retry}>
                    Try again
                  </Button>
                </>
              ) : (
                <Text size="sm">
                  {summary === ''
                    ? `Press Train to see the ${yLabel} draw itself here.`
                    : 'Loading the chart…'}
                </Text>
              )}
            </Placeholder>
          </div>
        )}
      </div>
      <p className={classes['outside']}>{outside}</p>
    </figure>
  );
});

/** In px: both charts fit a wide screen's height, one below the other. */
function useHeight(): number {
  const isStaged = useMediaQuery('(min-width: 75rem)');
  const { height } = useViewportSize();
  if (!isStaged || height === 0) return SCROLLED_HEIGHT_PX;
  return Math.round(Math.min(MAX_HEIGHT_PX, Math.max(MIN_HEIGHT_PX, (height - BESIDE_CHARTS_PX) / 2)));
}

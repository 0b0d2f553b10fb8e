import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { memo, useMemo, useRef } from 'react';
import { ChartInspector } from './chart-inspector';
import { summarise, type ValueFormat } from './chart-words';
import { NO_CANVAS } from '../shared/canvas-context';
import { useDensity } from '../shared/pixel-density';
import { Placeholder } from '../shared/placeholder';
import { useAppearance, type ColourToken } from '../shared/colour-scheme';
import { Term } from '../shared/term';
import classes from './live-chart.module.css';
import type { SeriesPoints } from './series-points';
import { useDrawing } from './use-drawing';

const HEIGHT_PX = 240;
/** A screen reader is told the latest values no more often than this. */
const ANNOUNCE_INTERVAL_MS = 10_000;

export interface ChartSeries {
  /** As the legend says it, in lower case: "training". */
  readonly name: string;
  readonly colourToken: ColourToken;
  readonly points: SeriesPoints;
  /** Weight of the past in the moving average, 0 (raw) to 0.99. */
  readonly smoothing?: number;
}

interface LiveChartProps {
  readonly title: string;
  readonly testId: 'loss-chart' | 'accuracy-chart';
  /** Keep the array's identity while nothing in it changes: a new one asks for a new drawing. */
  readonly series: readonly ChartSeries[];
  /** What is measured, as the glossary has it. */
  readonly yLabel: 'loss' | 'accuracy';
  readonly format: ValueFormat;
  readonly logScale?: boolean;
  /** Draws a rule where each epoch ends; 0 when unknown. */
  readonly stepsPerEpoch?: number;
}

/**
 * A line chart that keeps up with training. Drawn by tfjs-vis, at most three times a second, and only while it can be
 * seen. `data-value` is the last step on the canvas, empty while there is none.
 */
export const LiveChart = memo(function LiveChart(props: LiveChartProps) {
  const { title, testId, series, yLabel, format, logScale = false, stepsPerEpoch = 0 } = props;
  const hostRef = useRef<HTMLDivElement>(null);
  const appearance = useAppearance();
  const density = useDensity();
  const request = useMemo(
    () => ({
      series: series.map((one) => ({ ...one, smoothing: one.smoothing ?? 0 })),
      yLabel,
      format,
      logScale,
      stepsPerEpoch,
      height: HEIGHT_PX,
      appearance,
      density,
    }),
    [series, yLabel, format, logScale, stepsPerEpoch, appearance, density],
  );
  const { drawn, trouble, retry } = useDrawing(hostRef, request);
  const summary = summarise(series, yLabel, format);
  const announcement = useThrottledValue(summary, ANNOUNCE_INTERVAL_MS);
  const shown = summary === '' ? undefined : drawn;

  return (
    <figure
      className={classes['chart']}
      data-testid={testId}
      data-value={shown?.frame.lastSteps.at(-1) ?? ''}
      data-state={trouble ? 'failed' : shown ? 'drawn' : 'empty'}
    >
      <figcaption className={classes['title']}>
        <Term of={yLabel}>{title}</Term>
      </figcaption>
      <div className={classes['plot']} style={{ height: HEIGHT_PX }}>
        <div role="img" aria-label={`${title}, line chart. ${summary}`} className={classes['picture']}>
          <div ref={hostRef} aria-hidden className={classes['host']} data-shown={shown !== undefined} />
        </div>
        {shown ? (
          <ChartInspector title={title} series={series} format={format} {...shown} />
        ) : (
          <div className={classes['message']}>
            <Placeholder>
              {trouble === 'no-canvas' ? (
                <Text size="sm">{NO_CANVAS}</Text>
              ) : trouble === 'failed' ? (
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
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </figure>
  );
});

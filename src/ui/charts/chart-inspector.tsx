import { type PointerEvent, useEffect } from 'react';
import { formatPlace } from './axis';
import classes from './chart-inspector.module.css';
import { ChartReading, type LineReading } from './chart-reading';
import { formatValue, readingName, type ValueFormat } from './chart-words';
import { type CrossHair, useCrossHair } from './cross-hair';
import type { Drawn } from './draw-lines';
import { KeySlider } from '../shared/key-slider';
import type { Frame } from './resample';
import { type ChartSeries, groupByRun } from './run-series';

interface ChartInspectorProps extends Drawn {
  /** The chart's title, for the slider's name. */
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly format: ValueFormat;
  /** Shared by all charts that are read together. */
  readonly crossHair: CrossHair;
}

/**
 * Reads all lines at one place of the chart: under the pointer or finger, or, for keyboards and screen readers, by a slider
 * that is only visible as the cross-hair it moves. It lies over the canvas in plain HTML, so that hovering redraws no chart,
 * and it remembers a place of the axis, not of the screen, so that the read-out stays with its data while the axis grows. A
 * finger leaves its read-out behind, for under the finger it cannot be read.
 */
export function ChartInspector(props: ChartInspectorProps) {
  const { title, series, format, frame, area, axis, fontPx, crossHair } = props;
  const place = useCrossHair(crossHair, axis);
  const lastRow = frame.xs.length - 1;
  const row = place === undefined ? undefined : nearestRow(frame, place);

  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    readAt(area.placeAt(event.clientX - box.left));
  };
  const readAt = (at: number) => crossHair.moveTo({ axis, place: at });
  const dismiss = () => crossHair.moveTo(undefined);
  useDismissal(crossHair, row !== undefined);
  // A line may have been taken away since the chart was drawn.
  const columns = frame.columns.slice(0, series.length);
  const heights = (at: number) =>
    columns
      .map(({ values }) => area.yOf(values[at]!))
      .map((y) => (y < 0 || y > area.height ? Number.NaN : y));
  const readings = (at: number): LineReading[] =>
    columns.map((_, i) => ({
      runId: series[i]!.runId,
      line: series[i]!,
      text: valueText(frame, i, at, format),
    }));
  const placeText = (at: number) => formatPlace(axis, frame.firsts[at]!, frame.lasts[at]!);

  return (
    <>
      <div
        role="presentation"
        className={classes['area']}
        data-chart-area
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={({ pointerType }) => {
          if (pointerType !== 'touch') dismiss();
        }}
        onPointerCancel={dismiss}
      >
        {row !== undefined && (
          <div className={classes['rule']} style={{ left: area.xOf(frame.xs[row]!) }}>
            {heights(row).map(
              (y, i) =>
                Number.isFinite(y) && (
                  <i
                    key={`${series[i]!.runId} ${series[i]!.name}`}
                    className={classes['dot']}
                    data-line={series[i]!.name}
                    style={{ top: y, background: series[i]!.colour }}
                  />
                ),
            )}
          </div>
        )}
        {row !== undefined && (
          <ChartReading
            place={placeText(row)}
            readings={readings(row)}
            // Away from the lines.
            end={Math.min(...heights(row).filter(Number.isFinite)) < area.height / 2 ? 'bottom' : 'top'}
            x={area.xOf(frame.xs[row]!)}
            plotWidth={area.width}
            fontPx={fontPx}
          />
        )}
      </div>
      <KeySlider
        aria-label={`${title}: read the chart step by step`}
        aria-valuetext={readAloud(placeText(row ?? lastRow), readings(row ?? lastRow))}
        min={0}
        max={lastRow}
        value={row ?? lastRow}
        onChange={(event) => readAt(frame.xs[event.currentTarget.valueAsNumber]!)}
        onFocus={() => readAt(frame.xs[lastRow]!)}
        onBlur={dismiss}
      />
    </>
  );
}

/** Escape, or a touch beside the charts, takes the read-out away. */
function useDismissal(crossHair: CrossHair, isRead: boolean): void {
  useEffect(() => {
    if (!isRead) return;
    const onPointerDown = ({ target }: Event): void => {
      if (!(target instanceof Element && target.closest('[data-chart-area]'))) crossHair.moveTo(undefined);
    };
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') crossHair.moveTo(undefined);
    };
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [crossHair, isRead]);
}

function nearestRow({ xs }: Frame, place: number): number {
  let nearest = 0;
  for (let row = 1; row < xs.length; row++) {
    if (Math.abs(xs[row]! - place) < Math.abs(xs[nearest]! - place)) nearest = row;
  }
  return nearest;
}

function valueText({ columns }: Frame, column: number, row: number, format: ValueFormat): string {
  const { values, measured } = columns[column]!;
  const text = formatValue(values[row]!, format);
  return measured[row] === 0 && Number.isFinite(values[row]!) ? `≈ ${text}` : text;
}

function readAloud(place: string, readings: readonly LineReading[]): string {
  const runs = groupByRun(readings.filter(({ text }) => text !== '–')).map((lines) => {
    const values = lines.map(({ line, text }) => `${readingName(line)} ${text}`).join(', ');
    const { run } = lines[0]!.line;
    return run === '' ? values : `${run}, ${values}`;
  });
  return `${place}: ${runs.join('; ')}`;
}

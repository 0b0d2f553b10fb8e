import { useState, type PointerEvent } from 'react';
import classes from './chart-inspector.module.css';
import { formatSteps, formatValue, type ValueFormat } from './chart-words';
import type { ColourToken } from '../shared/colour-scheme';
import { KeySlider } from '../shared/key-slider';
import type { Frame } from './resample';
import type { Drawn } from './use-drawing';

interface ChartInspectorProps extends Drawn {
  /** The chart's title, for the slider's name. */
  readonly title: string;
  readonly series: readonly {
    readonly name: string;
    readonly colourToken: ColourToken;
    readonly smoothing?: number;
  }[];
  readonly format: ValueFormat;
}

/**
 * Reads the chart at one step: under the pointer or finger, or, for keyboards and screen readers, by a slider that is only
 * visible as the cross-hair it moves. It lies over the canvas in plain HTML, so that hovering redraws no chart, and it
 * remembers a step, not a place, so that the read-out stays with its data while the axis grows.
 */
export function ChartInspector({ title, series, format, frame, area }: ChartInspectorProps) {
  const [step, setStep] = useState<number>();
  const lastRow = frame.steps.length - 1;
  const row = step === undefined ? undefined : nearestRow(frame, step);

  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setStep(area.stepAt(event.clientX - box.left));
  };
  const dismiss = () => setStep(undefined);
  const heights = (at: number) => frame.columns.map(({ values }) => area.yOf(values[at]!));
  const reading = (at: number) =>
    series.map(({ name, colourToken, smoothing = 0 }, i) => ({
      name: smoothing > 0 ? `${name}, smoothed` : name,
      colourToken,
      text: valueText(frame, i, at, format),
    }));

  return (
    <>
      <div
        role="presentation"
        className={classes['area']}
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={dismiss}
        onPointerCancel={dismiss}
      >
        {row !== undefined && (
          <div className={classes['rule']} style={{ left: area.xOf(frame.steps[row]!) }}>
            {heights(row).map(
              (y, i) =>
                Number.isFinite(y) && (
                  <i
                    key={series[i]!.name}
                    className={classes['dot']}
                    style={{ top: y, background: `var(${series[i]!.colourToken})` }}
                  />
                ),
            )}
            <div
              aria-hidden
              data-testid="chart-tooltip"
              className={classes['tooltip']}
              // Away from the pointer's edge, and from the lines.
              data-side={area.xOf(frame.steps[row]!) > area.width / 2 ? 'left' : 'right'}
              data-end={
                Math.min(...heights(row).filter(Number.isFinite)) < area.height / 2 ? 'bottom' : 'top'
              }
            >
              <strong>{formatSteps(frame.firstSteps[row]!, frame.lastSteps[row]!)}</strong>
              {reading(row).map(({ name, colourToken, text }) => (
                <span key={name} className={classes['reading']}>
                  <i className={classes['key']} style={{ background: `var(${colourToken})` }} />
                  {name} <b>{text}</b>
                </span>
              ))}
            </div>
          </div>
        )}
      </div>
      <KeySlider
        aria-label={`${title}: read the chart step by step`}
        aria-valuetext={readAloud(frame, row ?? lastRow, reading(row ?? lastRow))}
        min={0}
        max={lastRow}
        value={row ?? lastRow}
        onChange={(event) => setStep(frame.steps[event.currentTarget.valueAsNumber])}
        onFocus={() => setStep(frame.steps[lastRow])}
        onBlur={dismiss}
        onKeyDown={(event) => {
          if (event.key === 'Escape') dismiss();
        }}
      />
    </>
  );
}

function nearestRow({ steps }: Frame, step: number): number {
  let nearest = 0;
  for (let row = 1; row < steps.length; row++) {
    if (Math.abs(steps[row]! - step) < Math.abs(steps[nearest]! - step)) nearest = row;
  }
  return nearest;
}

/** "≈" marks a value that lies between two measurements rather than being one. */
function valueText({ columns }: Frame, column: number, row: number, format: ValueFormat): string {
  const { values, measured } = columns[column]!;
  const text = formatValue(values[row]!, format);
  return measured[row] === 0 && Number.isFinite(values[row]!) ? `≈ ${text}` : text;
}

function readAloud(frame: Frame, row: number, reading: readonly { name: string; text: string }[]): string {
  const values = reading.filter(({ text }) => text !== '–').map(({ name, text }) => `${name} ${text}`);
  return `${formatSteps(frame.firstSteps[row]!, frame.lastSteps[row]!)}: ${values.join(', ')}`;
}

import { Button, Slider, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Choice } from '../shared/choice';
import { Panel } from '../shared/panel';
import { type Axis, AXES, hasSeconds } from './axis';
import classes from './charts-panel.module.css';
import { ChartsWords } from './charts-words';
import { CrossHair } from './cross-hair';
import type { Lines } from './draw-lines';
import { LiveChart } from './live-chart';
import { RunLegend } from './run-legend';
import { type ChartedRun, isSettled, seriesOf } from './run-series';
import { SaveMenu } from './save-menu';
import type { Show } from './value-range';

const MAX_SMOOTHING = 0.99;
const AXIS_CHOICES = AXES.map((axis) => ({ value: axis, label: axis[0]!.toUpperCase() + axis.slice(1) }));
const SHOW_CHOICES: readonly { value: Show; label: string }[] = [
  { value: 'detail', label: 'Detail' },
  { value: 'all', label: 'All' },
];

interface ChartsPanelProps {
  /** The run on screen first, then those that are compared with it. Keep the array's identity while nothing changed. */
  readonly runs: readonly ChartedRun[];
  /** How many more are compared than the charts have room for. */
  readonly leftOutCount: number;
  /** Takes a compared run off the charts. */
  readonly onRemove: (id: string) => void;
}

/** Loss and accuracy of one run as they grow, or of several over each other. */
export function ChartsPanel({ runs, leftOutCount, onRemove }: ChartsPanelProps) {
  const [logScale, setLogScale] = useState(false);
  const [smoothing, setSmoothing] = useState(0);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [crossHair] = useState(() => new CrossHair());
  const [axis, setAxis] = useState<Axis>('step');
  // Until the visitor chooses, everything while the curves are steep, and the detail later.
  const [chosen, setChosen] = useState<Show>();
  const show = chosen ?? (isSettled(runs) ? 'detail' : 'all');
  const loss: Lines = {
    series: useMemo(() => seriesOf(runs, 'Loss', smoothing), [runs, smoothing]),
    yLabel: 'loss',
    format: 'number',
    logScale,
    axis,
    show,
  };
  const accuracy: Lines = {
    series: useMemo(() => seriesOf(runs, 'Accuracy', smoothing), [runs, smoothing]),
    yLabel: 'accuracy',
    format: 'percent',
    logScale: false,
    axis,
    show,
  };
  const untimed = axis === 'seconds' ? runs.filter((run) => isMeasured(run) && !isTimed(run)) : [];

  return (
    <Panel
      title="Learning curves"
      about={<ChartsWords />}
      actions={
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={optionsOpen}
            onClick={() => setOptionsOpen(!optionsOpen)}
          >
            Options
          </Button>
          <SaveMenu runs={runs} loss={loss} accuracy={accuracy} />
        </>
      }
    >
      {optionsOpen && (
        <div className={classes['options']}>
          <div className={classes['smoothing']}>
            <Text size="sm" component="span" aria-hidden>
              Smoothing
            </Text>
            <Slider
              className={classes['slider']}
              size="sm"
              thumbLabel="Smoothing of the training lines"
              min={0}
              max={MAX_SMOOTHING}
              step={0.01}
              label={(value) => value.toFixed(2)}
              value={smoothing}
              onChange={setSmoothing}
            />
          </div>
          <Switch
            label="Log scale for loss"
            size="sm"
            checked={logScale}
            onChange={(event) => setLogScale(event.currentTarget.checked)}
          />
          <Choice
            label="Lay runs over each other by"
            choices={AXIS_CHOICES}
            value={axis}
            onChange={setAxis}
          />
          <Choice label="Values shown" choices={SHOW_CHOICES} value={show} onChange={setChosen} />
        </div>
      )}
      <RunLegend runs={runs} onRemove={onRemove} />
      {leftOutCount > 0 && (
        <Text size="sm" className={classes['note']}>
          The charts have room for {runs.length} runs: {leftOutCount} more that you chose{' '}
          {leftOutCount === 1 ? 'is' : 'are'} not shown.
        </Text>
      )}
      {untimed.length > 0 && (
        <Text size="sm" className={classes['note']}>
          Nobody noted the seconds of {untimed.map(({ name }) => name).join(', ')}.
        </Text>
      )}
      <div
        className={classes['charts']}
        data-testid="compared-runs"
        data-value={runs
          .map(({ id }) => id)
          .filter((id) => id !== '')
          .join(',')}
      >
        <LiveChart title="Loss" testId="loss-chart" crossHair={crossHair} {...loss} />
        <LiveChart title="Accuracy" testId="accuracy-chart" crossHair={crossHair} {...accuracy} />
      </div>
    </Panel>
  );
}

const isMeasured = ({ curves }: ChartedRun): boolean =>
  Object.values(curves).some(({ length }) => length > 0);
const isTimed = ({ curves }: ChartedRun): boolean => Object.values(curves).some(hasSeconds);

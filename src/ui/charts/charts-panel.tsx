import { Slider, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Panel } from '../shared/panel';
import classes from './charts-panel.module.css';
import { ChartsWords } from './charts-words';
import { LiveChart, type ChartSeries } from './live-chart';
import type { SeriesPoints } from './series-points';

const MAX_SMOOTHING = 0.99;

interface ChartsPanelProps {
  readonly trainLoss: SeriesPoints;
  readonly validationLoss: SeriesPoints;
  /** Fractions, 0 to 1. */
  readonly trainAccuracy: SeriesPoints;
  readonly validationAccuracy: SeriesPoints;
  /** 0 when unknown. */
  readonly stepsPerEpoch: number;
}

/** Loss and accuracy as they grow. Give the same SeriesPoints objects while nothing changed, new ones when it did. */
export function ChartsPanel(props: ChartsPanelProps) {
  const [logScale, setLogScale] = useState(false);
  const [smoothing, setSmoothing] = useState(0);
  const loss = useSeries(props.trainLoss, props.validationLoss, smoothing);
  const accuracy = useSeries(props.trainAccuracy, props.validationAccuracy, smoothing);

  return (
    <Panel
      title="Learning curves"
      about={<ChartsWords />}
      actions={
        <>
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
        </>
      }
    >
      <div className={classes['charts']}>
        <LiveChart
          title="Loss"
          testId="loss-chart"
          series={loss}
          yLabel="loss"
          format="number"
          logScale={logScale}
          stepsPerEpoch={props.stepsPerEpoch}
        />
        <LiveChart
          title="Accuracy"
          testId="accuracy-chart"
          series={accuracy}
          yLabel="accuracy"
          format="percent"
          stepsPerEpoch={props.stepsPerEpoch}
        />
      </div>
    </Panel>
  );
}

/** Only training is smoothed: validation has few points, each of many digits, and averaging would only make it late. */
function useSeries(train: SeriesPoints, validation: SeriesPoints, smoothing: number): readonly ChartSeries[] {
  return useMemo(
    () => [
      { name: 'training', colourToken: '--series-train', points: train, smoothing },
      { name: 'validation', colourToken: '--series-validation', points: validation },
    ],
    [train, validation, smoothing],
  );
}

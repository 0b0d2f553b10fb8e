import { Text } from '@mantine/core';
import { parseAddress } from '../../core/experiment-url';
import { expandSeries, parseSeriesSetting } from '../../core/experiment/series';
import type { Lesson, LessonSeries } from '../../core/lessons';
import { useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import { linkSeries } from '../../state/series-link';
import { isUnderWay, trainSeries, useSeriesQueue } from '../../state/series-queue';
import { SteadyButton } from '../shared/steady-button';
import classes from './lesson.module.css';

interface LessonSeriesProps {
  readonly query: Lesson['query'];
  readonly series: LessonSeries;
}

/** Over the lesson's own settings, whatever is on screen by now; only the engine is the visitor's. */
function begin(query: string, { settings }: LessonSeries): void {
  const { engine } = useExperiment.getState().experiment;
  const base = { ...parseAddress(`?${query}`).experiment, engine };
  const parsed = settings.flatMap(({ key, text }) => {
    const setting = parseSeriesSetting(key, text);
    return setting.ok ? [setting.value] : [];
  });
  const expanded = expandSeries(base, parsed);
  if (!expanded.ok) return;
  linkSeries();
  void trainSeries(
    settings.map(({ key }) => key),
    expanded.value,
  );
}

/** The button that queues a lesson's runs, and how far they have come. */
export function LessonRuns({ query, series }: LessonSeriesProps) {
  const running = useRun((run) => isRunning(run.status));
  const queue = useSeriesQueue(({ series }) => series);
  const underWay = isUnderWay(queue);
  const training = queue?.runs.findIndex(({ status }) => status === 'training') ?? -1;
  return (
    <>
      <SteadyButton
        size="sm"
        variant="light"
        unavailable={running || underWay}
        onClick={() => begin(query, series)}
      >
        {series.label}
      </SteadyButton>
      <Text size="sm" component="span" className={classes['soft']} data-testid="lesson-runs">
        {underWay && training !== -1
          ? `Run ${training + 1} of ${queue!.runs.length} is under way.`
          : running && 'A run is under way: the others can begin when it has ended.'}
      </Text>
    </>
  );
}

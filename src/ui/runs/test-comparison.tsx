import { Button, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunRecord } from '../../library/run-record';
import { answerFor, askPredictions, useComparison } from '../../state/compare-runs';
import { useLibrary } from '../../state/library-store';
import { useRunsCommands } from '../../state/runs-commands';
import { ComparedPredictions } from './compared-predictions';
import type { Pair } from './pair';
import classes from './side-by-side.module.css';

/** Whether the network that a run has come to has read the test digits already. */
const isTested = ({ test, step }: RunRecord): boolean => test?.step === step;

/**
 * Puts both networks to the test digits: at once when they have read them already, else when the visitor asks, for test
 * digits are touched only when a run ends or somebody wants it.
 */
export function TestComparison({ pair }: { readonly pair: Pair }) {
  const api = useRunsCommands((commands) => commands.api);
  const currentId = useLibrary((library) => library.currentId);
  const answers = useComparison((comparison) => comparison.answers);
  const [isAsked, setAsked] = useState(false);
  const learning = pair.find(({ id, status }) => id === currentId && status === 'training');
  const isWanted = learning === undefined && (isAsked || pair.every(isTested));
  const given = pair.map((run) => answerFor(answers, run));
  const [left, right] = given;
  useEffect(() => {
    if (!isWanted || !api) return;
    for (const run of pair) {
      if (!answerFor(useComparison.getState().answers, run)) void askPredictions(run);
    }
  }, [isWanted, api, pair]);

  if (left?.state === 'here' && right?.state === 'here') {
    return <ComparedPredictions pair={pair} predictions={[left.predictions, right.predictions]} />;
  }
  const failed = given.flatMap((answer) => (answer?.state === 'failed' ? answer : []));
  if (failed.length > 0) {
    return (
      <div role="alert" data-testid="comparison-problem">
        {[...new Set(failed.map(({ problem }) => problem))].map((problem) => (
          <Text key={problem} size="sm" className={classes['problem']}>
            {problem}
          </Text>
        ))}
        <Button
          size="xs"
          variant="light"
          mt="xs"
          onClick={() => pair.forEach((run) => void askPredictions(run))}
        >
          Try again
        </Button>
      </div>
    );
  }
  if (learning) {
    return (
      <Text size="sm" className={classes['soft']}>
        What they read will be compared here when {learning.name} rests: until then it is another network with
        every step.
      </Text>
    );
  }
  if (!isWanted) {
    return (
      <div>
        <Button size="sm" variant="light" onClick={() => setAsked(true)}>
          Put both to the test digits
        </Button>
      </div>
    );
  }
  return (
    <Text size="sm" role="status" className={classes['waiting']}>
      <Loader size="xs" aria-hidden /> Both are reading the test digits …
    </Text>
  );
}

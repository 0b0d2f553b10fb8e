import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useBrowsing } from '../../state/browsing';
import { useRun } from '../../state/run-store';
import { createHerald, type RunMoment } from './milestones';

function moment(): RunMoment {
  const { status, network, progress, validation } = useRun.getState();
  const { test } = useBrowsing.getState().evaluations;
  return {
    status,
    runId: network?.runId,
    stepsPerEpoch: progress?.stepsPerEpoch,
    epochCount: progress && Math.round(progress.totalSteps / progress.stepsPerEpoch),
    validation,
    testAccuracyFraction: test?.evaluation.accuracyFraction,
  };
}

/** The one place that tells a screen reader how the run goes. Rendered anew only when something is said. */
export function SpokenMilestones() {
  const [words, setWords] = useState('');
  useEffect(() => {
    const tell = createHerald(setWords);
    const hear = () => tell(moment());
    hear();
    const ends = [useRun.subscribe(hear), useBrowsing.subscribe(hear)];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return (
    <VisuallyHidden role="status" data-testid="milestone">
      {words}
    </VisuallyHidden>
  );
}

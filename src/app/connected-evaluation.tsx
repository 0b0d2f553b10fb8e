import { useThrottledValue } from '@mantine/hooks';
import { useBrowsing } from '../state/browsing';
import { useRun } from '../state/run-store';
import { evaluate } from '../state/trainer';
import { EvaluationPanel } from '../ui/evaluation/evaluation-panel';

/** While the network learns, its validation digits are read several times a second; nobody reads a table so fast. */
const VALIDATION_EVERY_MS = 1000;

export function ConnectedEvaluation() {
  const test = useBrowsing((browsing) => browsing.evaluations.test);
  const latest = useBrowsing((browsing) => browsing.evaluations.validation);
  const validation = useThrottledValue(latest, VALIDATION_EVERY_MS);
  const evaluating = useRun((run) => run.evaluating);
  // Not the step itself: it changes ten times a second, and the panel is large.
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const stale = useRun((run) => test !== undefined && test.step !== (run.progress?.step ?? 0));
  const temperature = useRun((run) => run.temperature);
  return (
    <EvaluationPanel
      test={test}
      validation={validation}
      running={evaluating}
      temperature={temperature}
      canEvaluate={hasLearned && evaluating === undefined}
      onEvaluate={evaluate}
      stale={stale}
    />
  );
}

import { useBrowsing } from '../state/browsing';
import { useRun } from '../state/run-store';
import { evaluate } from '../state/trainer';
import { EvaluationPanel } from '../ui/evaluation/evaluation-panel';

export function ConnectedEvaluation() {
  const { test, validation } = useBrowsing((browsing) => browsing.judgements);
  const evaluating = useRun((run) => run.evaluating);
  const step = useRun((run) => run.progress?.step ?? 0);
  return (
    <EvaluationPanel
      test={test}
      validation={validation}
      running={evaluating}
      canEvaluate={step > 0 && evaluating === undefined}
      onEvaluate={() => void evaluate()}
      stale={test !== undefined && test.step !== step}
    />
  );
}

import { useRun } from '../state/run-store';
import { evaluate } from '../state/trainer';
import { EvaluationPanel } from '../ui/evaluation/evaluation-panel';

export function ConnectedEvaluation() {
  const evaluation = useRun((run) => run.evaluation);
  const evaluating = useRun((run) => run.evaluating);
  const evaluationStep = useRun((run) => run.evaluationStep);
  const step = useRun((run) => run.progress?.step ?? 0);
  return (
    <EvaluationPanel
      evaluation={evaluation}
      running={evaluating}
      canEvaluate={step > 0 && evaluating === undefined}
      onEvaluate={() => void evaluate()}
      stale={evaluation !== undefined && evaluationStep !== step}
    />
  );
}

import { useRun } from '../../state/run-store';
import { Placeholder } from './placeholder';

/** What stands in for a picture of the network until there is one. */
export function NothingYet() {
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  return (
    <Placeholder>
      {hasLearned
        ? 'Looking into the network…'
        : 'Press Train first: there is nothing to see in a network that has not learned anything.'}
    </Placeholder>
  );
}

/**
 * What the networks of kept runs read the test digits as, for putting two of them side by side. Each network is asked once;
 * when a run has come to another network, or is deleted, what the old one said is forgotten.
 */
import { errorText } from '../core/fault';
import { isSameNetwork, type NetworkIdentity } from '../core/network-identity';
import type { RunRecord } from '../library/run-record';
import type { TestPredictions } from '../protocol/runs';
import { useLibrary } from './library-store';
import { useRunsCommands } from './runs-commands';
import { slice } from './store';

/** of: the network that was asked about. */
type Answer = { readonly of: NetworkIdentity } & (
  | { readonly state: 'asked' }
  | { readonly state: 'here'; readonly predictions: TestPredictions }
  /** problem: one sentence. */
  | { readonly state: 'failed'; readonly problem: string }
);

interface Comparison {
  /** By the run's id. */
  readonly answers: Readonly<Record<string, Answer>>;
}

const [use, set] = slice<Comparison>('comparison', { answers: {} });
export const useComparison = use;

const networkOf = ({ id, step, cause }: RunRecord): NetworkIdentity => ({ runId: id, step, cause });

/** What came of asking about the network that a run has come to; undefined when nobody has asked yet. */
export function answerFor(answers: Comparison['answers'], run: RunRecord): Answer | undefined {
  const answer = answers[run.id];
  return answer && isSameNetwork(answer.of, networkOf(run)) ? answer : undefined;
}

/** Asks about a run's network, unless that has been asked already; a failure may be asked again. */
export async function askPredictions(run: RunRecord): Promise<void> {
  const { api } = useRunsCommands.getState();
  const known = answerFor(useComparison.getState().answers, run);
  if (!api || (known && known.state !== 'failed')) return;
  const of = networkOf(run);
  const asked: Answer = { of, state: 'asked' };
  enter(asked);
  let answer: Answer;
  try {
    const result = await api.testPredictions(run.id);
    answer = result.ok
      ? { of, state: 'here', predictions: result.value }
      : { of, state: 'failed', problem: result.fault.message };
  } catch (error) {
    const problem = `The test digits could not be put to ${run.name} (${errorText(error)}).`;
    answer = { of, state: 'failed', problem };
  }
  // Whoever was asked may have been replaced, and the run may have another network by now.
  if (useComparison.getState().answers[run.id] === asked) enter(answer);
}

const enter = (answer: Answer): void =>
  set(({ answers }) => ({ answers: { ...answers, [answer.of.runId]: answer } }));

function keepOnly(isWanted: (answer: Answer) => boolean): void {
  const { answers } = useComparison.getState();
  const kept = Object.entries(answers).filter(([, answer]) => isWanted(answer));
  if (kept.length < Object.keys(answers).length) set({ answers: Object.fromEntries(kept) });
}

useLibrary.subscribe(({ records }, before) => {
  if (records === before.records) return;
  keepOnly(({ of }) => records.some((run) => isSameNetwork(of, networkOf(run))));
});

/** What was asked of a worker that died is never answered. */
useRunsCommands.subscribe(({ api }, before) => {
  if (api !== before.api) keepOnly(({ state }) => state === 'here');
});

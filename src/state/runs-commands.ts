/** The way to the worker for what is asked of kept runs. */
import { errorText } from '../core/fault';
import type { WeightsRole } from '../library/run-record';
import type { RunsApi } from '../protocol/runs';
import { slice } from './store';

interface RunsCommands {
  /**
   * Who answers. Another object when another worker took over: what was asked of one that died is never answered and must be
   * asked again.
   */
  readonly api: RunsApi | undefined;
  /** The run that is being opened. */
  readonly openingId: string | undefined;
  /** Why the last run that was to be opened was not, in one sentence. */
  readonly openProblem: string | undefined;
}

const [use, set] = slice<RunsCommands>('runsCommands', {
  api: undefined,
  openingId: undefined,
  openProblem: undefined,
});
export const useRunsCommands = use;

/** Names who answers from now on. */
export function connectRuns(remote: RunsApi): void {
  const api: RunsApi = {
    open: (runId, role) => remote.open(runId, role),
    adopt: (run) => remote.adopt(run),
    copyPretrained: (engine) => remote.copyPretrained(engine),
    goOn: (epochs) => remote.goOn(epochs),
    change: (changes) => remote.change(changes),
    keep: () => remote.keep(),
    testPredictions: (runId) => remote.testPredictions(runId),
  };
  set({ api, openingId: undefined });
}

/**
 * Has a kept run, or the network of its best epoch, taken up in place of the one on screen. What came in between is no longer
 * waited for.
 */
export async function openRun(id: string, role?: WeightsRole): Promise<void> {
  const { api } = useRunsCommands.getState();
  if (!api) {
    set({ openProblem: 'The page is still loading what trains networks. Try again in a moment.' });
    return;
  }
  set({ openingId: id, openProblem: undefined });
  const openProblem = await problemOf(api.open(id, role));
  const { api: now, openingId } = useRunsCommands.getState();
  if (now === api && openingId === id) set({ openingId: undefined, openProblem });
}

async function problemOf(opening: ReturnType<RunsApi['open']>): Promise<string | undefined> {
  try {
    const opened = await opening;
    return opened.ok ? undefined : opened.fault.message;
  } catch (error) {
    return `The run could not be opened (${errorText(error)}). It is still kept.`;
  }
}

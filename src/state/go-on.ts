/** Kept runs are taken up and trained on, and the run on screen is changed on its way. */
import { type Experiment, FIELD_KEYS } from '../core/experiment';
import type { Result } from '../core/fault';
import { CHANGEABLE, type RunsApi } from '../protocol/runs';
import { changeExperiment, useExperiment } from './experiment-store';
import { isRunning, setFault, useRun } from './run-store';

type GoOnApi = Pick<RunsApi, 'goOn' | 'change' | 'open'>;

let worker: GoOnApi | undefined;

/** Names who answers; a new worker takes the place of a dead one. */
export function connectGoOn(remote: GoOnApi): void {
  worker = remote;
}

/** Whether it was done; a fault is shown. */
function accept(result: Result<void> | undefined): boolean {
  if (result && !result.ok) setFault(result.fault);
  return result?.ok === true;
}

/** Trains the run on screen, which has ended, until it has done so many epochs in all. Resolves to whether it began. */
export const goOn = async (epochsInAll: number): Promise<boolean> => accept(await worker?.goOn(epochsInAll));

/** Takes up a kept run in place of the one on screen. Resolves to whether it is on screen now. */
export const openRun = async (id: string): Promise<boolean> => accept(await worker?.open(id));

/** Whether a setting of a paused run may be changed. */
export const isChangeable = (key: keyof Experiment): boolean => CHANGEABLE.some((name) => name === key);

/**
 * Changes the settings on screen and, while a run is under way, those of the run, which must then be paused. What the worker
 * refuses goes back to what it was, unless it has been changed again.
 */
export async function changeSettings(changes: Partial<Experiment>): Promise<void> {
  const before = useExperiment.getState().experiment;
  const isOnTheWay = isRunning(useRun.getState().status);
  if (isOnTheWay && !worker) return;
  changeExperiment(changes);
  if (!isOnTheWay) return;
  let isAccepted = false;
  try {
    isAccepted = accept(await worker?.change(changes));
  } finally {
    if (!isAccepted) {
      const now = useExperiment.getState().experiment;
      const refused = FIELD_KEYS.filter((key) => key in changes && now[key] === changes[key]);
      changeExperiment(Object.fromEntries(refused.map((key) => [key, before[key]])));
    }
  }
}

/**
 * Keeps the network on screen in the browser's storage, so that it survives a reload, and offers the last one of an earlier
 * visit. Nothing is taken up unasked: the address says what the page shows. A new run does not overwrite what the last one
 * left; the newest few are kept.
 */
import { create } from 'zustand';
import { useBrowsing } from './browsing';
import { isRunning, type RunState, useRun } from './run-store';
import { type SavedNetwork, savedNetworkSchema } from './saved-network';
import { type Curve, type Curves, useSeries } from './series';
import { createRepository, indexedDbBackend, type Repository } from '../library/storage';
import { takeUp } from './trainer';

/** The one on screen, and the one before it. */
const KEPT_COUNT = 2;
/** While training, at most one copy in this time. Pauses and ends are kept at once. */
const SAVE_EVERY_MS = 20_000;
/** Longer curves are thinned out to about this many points. */
const CURVE_POINTS = 1000;

interface LastNetwork {
  /** Newest first. The first that is not on screen is the one to offer. */
  readonly saved: readonly SavedNetwork[];
  /** The run on screen. */
  readonly currentId: string;
  /** One sentence on what could not be kept; undefined when all is well. */
  readonly problem: string | undefined;
}

export const useLastNetwork = create<LastNetwork>()(() => ({
  saved: [],
  currentId: crypto.randomUUID(),
  problem: undefined,
}));

const set = useLastNetwork.setState;
let repository: Repository<SavedNetwork> | undefined;
let savedAt = 0;
let takenUp: SavedNetwork | undefined;

/** Reads what is kept and keeps what comes. Called once; what it is given is for tests. */
export async function watchNetwork(
  from: Repository<SavedNetwork> = createRepository(savedNetworkSchema, indexedDbBackend('networks')),
): Promise<void> {
  repository = from;
  useRun.subscribe(onChange);
  useBrowsing.subscribe((now, before) => {
    const { test } = now.evaluations;
    if (test && test !== before.evaluations.test) void save(useRun.getState());
  });
  const found = await repository.readAll();
  if (!found.ok) {
    set({ problem: found.fault.message });
    return;
  }
  const earlier = found.value.records.toSorted((a, b) => b.savedAt - a.savedAt);
  set(({ saved }) => ({ saved: [...saved, ...earlier] }));
  if (found.value.damagedCount > 0) {
    set({ problem: 'A network of an earlier visit is damaged and cannot be taken up again.' });
  }
}

function onChange(now: RunState, before: RunState): void {
  // A run from scratch, or none: what is kept of the last one stays as it is.
  if (!now.checkpoint && before.checkpoint) {
    set({ currentId: crypto.randomUUID() });
    return;
  }
  if (!now.checkpoint) return;
  if (now.checkpoint === takenUp?.checkpoint) {
    set({ currentId: takenUp.id });
    return;
  }
  const isNews = now.checkpoint !== before.checkpoint;
  const isDue = now.status !== 'training' || Date.now() - savedAt >= SAVE_EVERY_MS;
  const hasEnded = isRunning(before.status) && !isRunning(now.status);
  if ((isNews && isDue) || hasEnded) void save(now);
}

async function save({ checkpoint, progress }: RunState): Promise<void> {
  if (!repository || !checkpoint || checkpoint.state.step === 0) return;
  savedAt = Date.now();
  const { step } = checkpoint.state;
  const { test } = useBrowsing.getState().evaluations;
  const network: SavedNetwork = {
    id: useLastNetwork.getState().currentId,
    savedAt,
    epoch: progress ? Math.floor(step / progress.stepsPerEpoch) : 0,
    testAccuracy: test?.step === step ? test.evaluation.accuracyFraction : null,
    checkpoint,
    curves: thinned(useSeries.getState()),
  };
  const others = useLastNetwork.getState().saved.filter(({ id }) => id !== network.id);
  const saved = [network, ...others];
  set({ saved: saved.slice(0, KEPT_COUNT) });
  tell(await repository.put([network]));
  const surplus = saved.slice(KEPT_COUNT).map(({ id }) => id);
  if (surplus.length > 0) tell(await repository.remove(surplus));
}

/** Shows a kept network in place of what is on screen. */
export function takeUpNetwork(network: SavedNetwork): Promise<void> {
  takenUp = network;
  return takeUp(network.checkpoint, network.curves);
}

export async function forgetNetwork(id: string): Promise<void> {
  set(({ saved }) => ({ saved: saved.filter((network) => network.id !== id) }));
  if (repository) tell(await repository.remove([id]));
}

function tell(result: Awaited<ReturnType<Repository<SavedNetwork>['remove']>>): void {
  set({ problem: result.ok ? undefined : result.fault.message });
}

/** Every so many points, and the last. */
function thin({ steps, values, length }: Curve): Curve {
  const every = Math.ceil(length / CURVE_POINTS);
  const keep = (_: number, i: number): boolean => i < length && (i % every === 0 || i === length - 1);
  const kept = steps.filter(keep);
  return { steps: kept, values: values.filter(keep), length: kept.length };
}

const thinned = ({ trainLoss, trainAccuracy, validationLoss, validationAccuracy }: Curves) => ({
  trainLoss: thin(trainLoss),
  trainAccuracy: thin(trainAccuracy),
  validationLoss: thin(validationLoss),
  validationAccuracy: thin(validationAccuracy),
});

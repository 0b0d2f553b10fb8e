/**
 * The data sets that the visitor has brought in. Their digits stay on the workers' side; here is what is known of them. A door
 * for files, wherever it is, hands them to takeDataFiles().
 */
import { bringInFiles } from '../client/importer-link';
import { commandFailed, type Fault, fail, type Result } from '../core/fault';
import {
  asDataset,
  type DatasetLabel,
  type DatasetRecord,
  type KeptDataset,
} from '../library/dataset-record';
import { createDatasetRepository, type DatasetRepository } from '../library/dataset-repository';
import type { Answers } from '../protocol/commands';
import { changeExperiment, useExperiment } from './experiment-store';
import { askToKeep } from './keeping';
import { renameDataset } from './run-store';
import { slice } from './store';
import { commands, onTrainer } from './worker-link';
import { MNIST } from '../core/dataset';

interface Datasets {
  /** The latest first. */
  readonly records: readonly DatasetRecord[];
  readonly isLoaded: boolean;
  /** Share of the files read that are being brought in; undefined when none are. */
  readonly fraction: number | undefined;
  /** What came of the files brought in last, one sentence each. */
  readonly notes: readonly string[];
  /** Why nothing was taken, or stored, or renamed: one sentence. */
  readonly problem: string | undefined;
}

const [use, set] = slice<Datasets>('datasets', {
  records: [],
  isLoaded: false,
  fraction: undefined,
  notes: [],
  problem: undefined,
});
export const useDatasets = use;

let repository: DatasetRepository | undefined;
let bring = bringInFiles;
/** What is not stored is handed to every worker that trains. */
const unkept: KeptDataset[] = [];

onTrainer(({ data }) => unkept.forEach((kept) => void data.hold(kept)));

const tell = (fault: Fault): void => set({ problem: fault.message });

/** Finds out what is kept. Called by whoever shows it; further calls change nothing. What it is given is for tests. */
export async function openDatasets(from?: DatasetRepository, importer = bringInFiles): Promise<void> {
  if (repository) return;
  repository = from ?? createDatasetRepository();
  bring = importer;
  const found = await repository.list();
  if (!found.ok) {
    tell(found.fault);
    return;
  }
  const { records, damagedCount } = found.value;
  set(({ records: earlier }) => ({ records: [...earlier, ...without(records, earlier)], isLoaded: true }));
  if (damagedCount > 0)
    set({ problem: `${damagedCount} of your data sets could not be read back and were left alone.` });
}

const without = (records: readonly DatasetRecord[], others: readonly DatasetRecord[]): DatasetRecord[] =>
  records.filter(({ id }) => !others.some((other) => other.id === id));

/**
 * Makes data sets of files: IDX, tables, pictures, archives of these, drawn digits. Returns those that are here now, or the
 * fault that says why nothing was taken; either is told on the page. One lot of files at a time.
 */
export async function takeDataFiles(files: readonly File[]): Promise<Result<readonly DatasetRecord[]>> {
  if (use.getState().fraction !== undefined) return fail(BUSY);
  set({ fraction: 0, notes: [], problem: undefined });
  let brought: Awaited<ReturnType<typeof bringInFiles>>;
  try {
    brought = await bring(files, (fraction) => {
      if (use.getState().fraction !== undefined) set({ fraction });
    });
  } catch (error) {
    brought = fail({ ...commandFailed(error), message: TOO_MUCH });
  }
  set({ fraction: undefined });
  if (!brought.ok) {
    tell(brought.fault);
    return brought;
  }
  const { records, notes, problem, unkept: held } = brought.value;
  for (const kept of held) {
    unkept.push(kept);
    void commands().data.hold(kept);
  }
  set(({ records: earlier }) => ({ records: [...records, ...without(earlier, records)], notes, problem }));
  if (held.length < records.length) void askToKeep();
  return { ok: true, value: records };
}

/** Changes what a data set, or its classes, are called. Returns whether that was taken. */
export async function relabelDataset(id: string, label: Partial<DatasetLabel>): Promise<boolean> {
  const changed = await repository?.relabel(id, label);
  if (changed?.ok === false) tell(changed.fault);
  if (!changed?.ok) return false;
  const before = use.getState().records.find((record) => record.id === id);
  if (!before) return false;
  // One that is not stored is called so as long as the tab lives.
  const record = changed.value ?? { ...before, ...label };
  set(({ records }) => ({
    records: records.map((one) => (one.id === id ? record : one)),
    problem: undefined,
  }));
  renameDataset(asDataset(record));
  return true;
}

/** It is gone for good. Runs that learned from it stay, but cannot be opened without it. */
export async function removeDataset(id: string): Promise<void> {
  const removed = await repository?.remove(id);
  if (removed?.ok === false) {
    tell(removed.fault);
    return;
  }
  set(({ records }) => ({
    records: records.filter((record) => record.id !== id),
    notes: [],
    problem: undefined,
  }));
  if (useExperiment.getState().experiment.data === id) changeExperiment({ data: MNIST.id });
}

/** What the network on screen takes the pictures of an unlabelled set for; a fault is told on the page too. */
export async function answersOf(id: string): Promise<Result<Answers>> {
  set({ problem: undefined });
  const answers = await commands().data.answers(id);
  if (!answers.ok) tell(answers.fault);
  return answers;
}

const BUSY: Fault = {
  code: 'invalid-file',
  message: 'Other files are being read: try again when they are in.',
  remedy: 'dismiss',
};

const TOO_MUCH =
  'These files could not be read: the part of the page that does so has stopped, of too little memory perhaps. Nothing of them was kept.';

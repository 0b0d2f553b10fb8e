/**
 * The runs that this browser keeps, as the worker and the page use them. Every answer is a Result whose fault says in a
 * sentence why storage refused, or that a record is damaged. Damaged records are counted and left where they are.
 *
 * Both sides write: the worker what training does to a run, the page what the visitor calls it. So that neither undoes the
 * other's work, saveRun leaves a run's label as it is stored and labelRun changes nothing else.
 */
import * as v from 'valibot';
import { fail, ok, type Result } from '../core/fault';
import { corruptRun, issueText, migrateRecord } from './migrate-record';
import { fitsForPredicting } from './network-shape';
import { indexedDbRunBackend, type RunBackend, type StoredRuns } from './run-backend';
import { type RunRecord, runRecordSchema, type WeightsRecord, weightsSchema } from './run-record';
import { attempt, RUN_DELETED } from './storage-fault';

export interface RunList {
  /** The latest first. */
  readonly records: readonly RunRecord[];
  /** How many there are besides that are damaged. */
  readonly damagedCount: number;
}

/** What is the visitor's to say of a run. */
export type RunLabel = Pick<RunRecord, 'name' | 'colour' | 'pinned' | 'hidden'>;

export interface Usage {
  /** Bytes of each run's networks; its record comes to little beside them. */
  readonly runBytes: ReadonlyMap<string, number>;
  /** What the browser says of all that this site keeps and may keep; undefined where it says nothing. */
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
}

export interface RunRepository {
  listRuns(): Promise<Result<RunList>>;
  /** Undefined when there is none. */
  readRun(id: string): Promise<Result<RunRecord | undefined>>;
  /** id: as weightsId makes it. Checked to be the network that the run's record tells of. Undefined when there is none. */
  readWeights(id: string): Promise<Result<WeightsRecord | undefined>>;
  /**
   * Keeps a run and networks of it, all or none; the label stays as it is stored. Refused when a network is not the run's or
   * has numbers that are none. wasKept: the run has been stored before, and is not stored anew when it is there no more.
   */
  saveRun(record: RunRecord, weights: readonly WeightsRecord[], wasKept?: boolean): Promise<Result<void>>;
  /** Changes a run's label. Nothing happens to a run that is not kept. */
  labelRun(id: string, label: Partial<RunLabel>): Promise<Result<void>>;
  /** Removes runs with their networks and hands them over, so that putBack can undo it. */
  deleteRuns(ids: readonly string[]): Promise<Result<StoredRuns>>;
  putBack(deleted: StoredRuns): Promise<Result<void>>;
  /** Moves what the first edition has kept. To be called once at start-up; a second call finds nothing to do. */
  migrateFirstEdition(): Promise<Result<{ readonly movedCount: number; readonly damagedCount: number }>>;
  usage(): Promise<Result<Usage>>;
}

export function createRunRepository(backend: RunBackend = indexedDbRunBackend): RunRepository {
  /** Changes what is stored of a run, if it is whole: `change` says what to put, or why nothing. */
  async function changeRun(
    id: string,
    change: (stored: RunRecord | undefined, isThere: boolean) => Result<StoredRuns>,
  ): Promise<Result<void>> {
    let outcome: Result<StoredRuns> = ok(NOTHING);
    const written = await attempt(() =>
      backend.change(id, (raw) => {
        const stored = migrateRecord(raw);
        outcome = change(stored.ok ? stored.value.record : undefined, raw !== undefined);
        return outcome.ok ? outcome.value : NOTHING;
      }),
    );
    return written.ok && !outcome.ok ? outcome : written;
  }

  return {
    listRuns: () =>
      attempt(async () => {
        const found = (await backend.getRuns()).map(migrateRecord);
        const records = found.flatMap((read) => (read.ok ? [read.value.record] : []));
        return {
          records: records.slice().sort((a, b) => b.createdAt - a.createdAt),
          damagedCount: found.length - records.length,
        };
      }),

    async readRun(id) {
      const found = await attempt(() => backend.getRun(id));
      if (!found.ok || found.value === undefined) return found as Result<undefined>;
      const read = migrateRecord(found.value);
      return read.ok ? ok(read.value.record) : read;
    },

    async readWeights(id) {
      const found = await attempt(() => backend.getWeights(id, id.slice(0, id.lastIndexOf('/'))));
      if (!found.ok) return found;
      if (found.value.weights === undefined) return ok(undefined);
      const run = migrateRecord(found.value.run);
      return run.ok ? checkWeights(run.value.record, found.value.weights) : run;
    },

    saveRun: (record, weights, wasKept = false) =>
      changeRun(record.id, (stored, isThere) => {
        if (wasKept && !isThere) return fail(RUN_DELETED);
        const checked = checkRun(stored ? { ...record, ...labelOf(stored) } : record);
        if (!checked.ok) return checked;
        for (const network of weights) {
          const fitting = checkWeights(checked.value, network);
          if (!fitting.ok) return fitting;
        }
        return ok({ runs: [checked.value], weights });
      }),

    labelRun: (id, label) =>
      changeRun(id, (stored) => {
        if (!stored) return ok(NOTHING);
        const checked = checkRun({ ...stored, ...label });
        return checked.ok ? ok({ runs: [checked.value], weights: [] }) : checked;
      }),

    deleteRuns: (ids) => attempt(() => backend.take(ids)),
    putBack: (deleted) => attempt(() => backend.putBack(deleted)),

    migrateFirstEdition: () =>
      attempt(async () => {
        const { movedCount, leftCount } = await backend.moveFirstEdition((raw) => {
          const migrated = migrateRecord(raw);
          if (!migrated.ok) return undefined;
          const { record, weights } = migrated.value;
          return { run: record, weights: weights ? [weights] : [] };
        });
        return { movedCount, damagedCount: leftCount };
      }),

    usage: () =>
      attempt(async () => {
        const runBytes = new Map<string, number>();
        for (const { runId, sizeBytes } of await backend.getSizes()) {
          runBytes.set(runId, (runBytes.get(runId) ?? 0) + sizeBytes);
        }
        const estimate = await estimateStorage();
        return { runBytes, usedBytes: estimate.usage, quotaBytes: estimate.quota };
      }),
  };
}

const NOTHING: StoredRuns = { runs: [], weights: [] };

const labelOf = ({ name, colour, pinned, hidden }: RunRecord): RunLabel => ({ name, colour, pinned, hidden });

function checkRun(record: RunRecord): Result<RunRecord> {
  const parsed = v.safeParse(runRecordSchema, record);
  return parsed.success ? ok(parsed.output) : fail(corruptRun(issueText(parsed.issues[0])));
}

function checkWeights({ id, experiment }: RunRecord, weights: unknown): Result<WeightsRecord> {
  const parsed = v.safeParse(weightsSchema, weights);
  if (!parsed.success) return fail(corruptRun(`weights: ${issueText(parsed.issues[0])}`));
  if (parsed.output.runId !== id) return fail(corruptRun('weights of another run'));
  if (!fitsForPredicting(experiment, parsed.output.state)) {
    return fail(corruptRun('weights that are not of the shape of its network, or not finite'));
  }
  return ok(parsed.output);
}

/** Nothing where the browser has no estimate to give, as over plain http. */
async function estimateStorage(): Promise<StorageEstimate> {
  try {
    return (await (globalThis.navigator as Partial<Navigator> | undefined)?.storage?.estimate()) ?? {};
  } catch {
    return {};
  }
}

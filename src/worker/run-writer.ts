/**
 * Puts runs into storage, one at a time, and tells the page what came of it. Nobody has to wait for it: what is to be written
 * was copied when it was asked for. Where storage refuses or does not answer, the page gets the run to hold instead.
 */
import type { Fault } from '../core/fault';
import type { TrainState } from '../core/network';
import { inTime } from '../library/in-time';
import { weightsRecord } from '../library/run-record';
import type { RunRepository } from '../library/run-repository';
import { STORAGE_SILENT } from '../library/storage-fault';
import type { TrainerEvent, UnkeptRun } from '../protocol/events';

/** How long storage may take for one run before the page is told that it does not answer. */
const ANSWER_LIMIT_MS = 10_000;

/** A run as it is to be stored; `best` only where that network is not stored yet. */
export interface RunCopy extends Pick<UnkeptRun, 'record' | 'state'> {
  readonly best: TrainState | undefined;
}

/** Something that is to be written, and who waits for it. */
interface Wanted {
  run: RunCopy;
  readonly written: Promise<boolean>;
  readonly answer: (isKept: boolean) => void;
}

export class RunWriter {
  readonly #repository: RunRepository;
  readonly #emit: (event: TrainerEvent) => void;
  /** By run: the latest copy of each. */
  readonly #waiting = new Map<string, Wanted>();
  /** The runs that have been in storage: when such a run is there no more, it was deleted. */
  readonly #known = new Set<string>();
  #isWriting = false;
  #isSilent = false;

  constructor(repository: RunRepository, emit: (event: TrainerEvent) => void) {
    this.#repository = repository;
    this.#emit = emit;
  }

  /** This run is, or has been, in storage. */
  knows(id: string): void {
    this.#known.add(id);
  }

  /**
   * Resolves to whether the run is stored, or with false once it is sure that this will take long. An earlier copy of the run
   * that still waits is left out.
   */
  write(run: RunCopy): Promise<boolean> {
    const wanted = this.#waiting.get(run.record.id) ?? newlyWanted(run);
    wanted.run = run;
    this.#waiting.set(run.record.id, wanted);
    if (this.#isSilent) this.#tellUnkept(wanted, STORAGE_SILENT);
    if (!this.#isWriting) void this.#writeAll();
    return wanted.written;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // What is added on the way is visited too.
    for (const [id, wanted] of this.#waiting) {
      this.#waiting.delete(id);
      await this.#writeOne(wanted);
    }
    this.#isWriting = false;
  }

  async #writeOne(wanted: Wanted): Promise<void> {
    const { record, state, best } = wanted.run;
    const networks = [weightsRecord(record.id, 'last', state)];
    // Its optimiser's memory would be of no use: nobody trains on from there.
    if (best) networks.push(weightsRecord(record.id, 'best', { ...best, slots: [] }));
    const saving = this.#repository.saveRun(record, networks, this.#known.has(record.id));
    if (!(await inTime(saving, ANSWER_LIMIT_MS))) {
      this.#isSilent = true;
      for (const unkept of [wanted, ...this.#waiting.values()]) this.#tellUnkept(unkept, STORAGE_SILENT);
    }
    // However long that takes: to ask again meanwhile would only heap up networks.
    const saved = await saving;
    this.#isSilent = false;
    if (!saved.ok) {
      this.#tellUnkept(wanted, saved.fault);
      return;
    }
    this.#known.add(record.id);
    this.#emit({ type: 'run', record });
    wanted.answer(true);
  }

  #tellUnkept({ run: { record, state }, answer }: Wanted, fault: Fault): void {
    const wasKept = this.#known.has(record.id);
    this.#emit({ type: 'unkept', run: { record, state, wasKept }, fault });
    answer(false);
  }
}

function newlyWanted(run: RunCopy): Wanted {
  let answer: Wanted['answer'] = () => {};
  const written = new Promise<boolean>((resolve) => (answer = resolve));
  return { run, written, answer };
}

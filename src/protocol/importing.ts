/** What the page may ask of the worker that brings in the visitor's own data: it is started for that and ended after it. */
import type { Result } from '../core/fault';
import type { DatasetRecord, KeptDataset } from '../library/dataset-record';

export interface BroughtIn {
  readonly records: readonly DatasetRecord[];
  /** Those of them that the browser did not store: the page hands them to the worker that trains. */
  readonly unkept: readonly KeptDataset[];
  /** Why storage refused, in a sentence. */
  readonly problem: string | undefined;
  /** What was passed over and why, one sentence each. */
  readonly notes: readonly string[];
}

export interface ImporterApi {
  ping(): Promise<void>;
  /** Holds this lock, and this end of a line, for as long as the thread lives; resolves when it does. */
  hold(lock: string, line: MessagePort): Promise<void>;
  /**
   * Reads files, makes data sets of them and keeps those in the browser. A fault when nothing of them could be taken: then
   * nothing is kept. onFraction hears the share done, 0..1.
   */
  bringIn(files: readonly File[], onFraction: (fraction: number) => void): Promise<Result<BroughtIn>>;
}

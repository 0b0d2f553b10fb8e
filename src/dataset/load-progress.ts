export interface LoadProgress {
  readonly loadedBytes: number;
  /** 0 until the manifest is here. */
  readonly totalBytes: number;
  readonly readyTrainShards: number;
  readonly trainShardCount: number;
  readonly testReady: boolean;
  readonly validationReady: boolean;
}

const MIN_INTERVAL_MS = 100;

/**
 * Adds up the bytes of all files, and lets about ten reports a second through. A file never counts less than it once did nor
 * more than its size, so that neither a retry nor a body that is too long moves the bar backwards or past its end.
 */
export class ByteMeter {
  #files = new Map<string, { sizeBytes: number; receivedBytes: number }>();
  #lastReportMs = -Infinity;
  readonly #report: () => void;

  constructor(report: () => void) {
    this.#report = report;
  }

  /** Starts counting towards these sizes. Bytes of files seen before are kept. */
  expect(files: Iterable<readonly [key: string, sizeBytes: number]>): void {
    const before = this.#files;
    this.#files = new Map();
    for (const [key, sizeBytes] of files) {
      const receivedBytes = Math.min(before.get(key)?.receivedBytes ?? 0, sizeBytes);
      this.#files.set(key, { sizeBytes, receivedBytes });
    }
  }

  receive(key: string, receivedBytes: number): void {
    const file = this.#files.get(key);
    if (file === undefined) return;
    file.receivedBytes = Math.min(Math.max(file.receivedBytes, receivedBytes), file.sizeBytes);
    if (performance.now() - this.#lastReportMs >= MIN_INTERVAL_MS) this.report();
  }

  /** Marks a file as wholly here, and reports that at once. */
  complete(key: string): void {
    const file = this.#files.get(key);
    if (file !== undefined) file.receivedBytes = file.sizeBytes;
    this.report();
  }

  report(): void {
    this.#lastReportMs = performance.now();
    this.#report();
  }

  get loadedBytes(): number {
    return this.#sum('receivedBytes');
  }

  get totalBytes(): number {
    return this.#sum('sizeBytes');
  }

  #sum(what: 'sizeBytes' | 'receivedBytes'): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file[what], 0);
  }
}

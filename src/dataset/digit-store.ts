/**
 * The digits in memory, as the plain bytes that MNIST is made of: 70,000 x 784 of them, 55 MB, allocated once. Files arrive
 * in any order and at any time; whoever needs a shard waits for that shard only.
 */
import { MNIST } from '../core/dataset';
import { type Fault, type Result, fail, ok } from '../core/fault';
import { PIXEL_COUNT } from '../core/network';
import type { Split } from '../core/splits';
import type { DigitSet, DigitSource } from './digit-source';
import { nextFile } from './download-order';
import { type FetchOptions, STALL_MS } from './fetch-file';
import { Gate } from './gate';
import { type DigitLayout, MNIST_LAYOUT, splitCount } from './layout';
import { loadFile, loadManifest } from './load-file';
import { ByteMeter, type LoadProgress } from './load-progress';
import { type ManifestFile, contentKey } from './manifest';

export interface DigitStoreOptions {
  /** Absolute address of the folder that holds manifest.json, with its closing slash. */
  readonly baseUrl: string;
  onProgress(progress: LoadProgress): void;
  readonly fetch?: typeof fetch;
  readonly retries?: number;
  readonly retryDelayMs?: number;
  readonly stallMs?: number;
  /** Files downloaded at the same time. */
  readonly concurrency?: number;
  readonly layout?: DigitLayout;
}

export class DigitStore implements DigitSource {
  readonly dataset = MNIST;
  readonly train: DigitSet;
  readonly validation: DigitSet;
  readonly test: DigitSet;
  readonly trainShardCount: number;
  readonly shardSize: number;

  readonly #layout: DigitLayout;
  readonly #baseUrl: string;
  readonly #fetchOptions: FetchOptions;
  readonly #concurrency: number;
  readonly #meter: ByteMeter;
  /** Keys of the files whose content is in memory. */
  readonly #present = new Set<string>();
  readonly #trainGates: readonly Gate[];
  readonly #validationGate = new Gate();
  readonly #testGate = new Gate();
  #shardOrder: readonly number[] = [];
  #loading: Promise<Result<void>> | undefined;

  constructor(options: DigitStoreOptions) {
    this.#layout = options.layout ?? MNIST_LAYOUT;
    this.#baseUrl = options.baseUrl;
    this.#concurrency = options.concurrency ?? 3;
    this.#fetchOptions = {
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      retries: options.retries ?? 3,
      retryDelayMs: options.retryDelayMs ?? 500,
      stallMs: options.stallMs ?? STALL_MS,
    };
    this.#meter = new ByteMeter(() => options.onProgress(this.progress));
    this.shardSize = this.#layout.shardSize;
    this.trainShardCount = this.#layout.shardCounts.train;
    const allocate = (split: Split): DigitSet => {
      const count = splitCount(this.#layout, split);
      return { pixels: new Uint8Array(count * PIXEL_COUNT), labels: new Uint8Array(count), count };
    };
    this.train = allocate('train');
    this.validation = allocate('validation');
    this.test = allocate('test');
    this.#trainGates = Array.from({ length: this.trainShardCount }, () => new Gate());
  }

  get progress(): LoadProgress {
    return {
      loadedBytes: this.#meter.loadedBytes,
      totalBytes: this.#meter.totalBytes,
      readyTrainShards: this.#trainGates.filter((gate) => gate.isOpen).length,
      trainShardCount: this.trainShardCount,
      testReady: this.#testGate.isOpen,
      validationReady: this.#validationGate.isOpen,
    };
  }

  /**
   * Downloads what is not here yet. While it runs, and once everything is here, further calls change nothing; after a fault
   * another call fetches only what is missing.
   */
  load(): Promise<Result<void>> {
    this.#loading ??= this.#loadOnce();
    return this.#loading;
  }

  /** Sets the order of downloading for the training shards that have not begun yet. */
  prioritise(shards: readonly number[]): void {
    this.#shardOrder = [...shards];
  }

  isTrainShardHere(shard: number): boolean {
    return this.#trainGate(shard).isOpen;
  }

  /** Resolves when the shard's digits are in memory. Stays pending through faults: a later load() may bring them. */
  whenTrainShard(shard: number): Promise<void> {
    return this.#trainGate(shard).opened;
  }

  get isValidationHere(): boolean {
    return this.#validationGate.isOpen;
  }

  whenValidation(): Promise<void> {
    return this.#validationGate.opened;
  }

  whenTest(): Promise<void> {
    return this.#testGate.opened;
  }

  #trainGate(shard: number): Gate {
    const gate = this.#trainGates[shard];
    if (gate === undefined) throw new RangeError(`no training shard ${shard}`);
    return gate;
  }

  async #loadOnce(): Promise<Result<void>> {
    let isComplete = false;
    try {
      const result = await this.#loadMissing();
      isComplete = result.ok;
      return result;
    } finally {
      if (!isComplete) this.#loading = undefined;
    }
  }

  /** Fetches the list of the files and nothing else, so that `progress` knows their bytes. */
  async measure(): Promise<Result<void>> {
    const files = await this.#listFiles();
    return files.ok ? ok(undefined) : files;
  }

  async #listFiles(): Promise<Result<readonly ManifestFile[]>> {
    const manifest = await loadManifest(this.#baseUrl, this.#layout, this.#fetchOptions);
    if (!manifest.ok) return manifest;
    const { files } = manifest.value;
    this.#meter.expect(files.map((file) => [contentKey(file), file.sizeBytes]));
    this.#meter.report();
    return ok(files);
  }

  async #loadMissing(): Promise<Result<void>> {
    const listed = await this.#listFiles();
    if (!listed.ok) return listed;
    const files = listed.value;

    const waiting = new Set(files.filter((file) => !this.#present.has(contentKey(file))));
    const faults: Fault[] = [];
    // Each lane takes the next file when it has done with one. After a fault none begins another: what is under way arrives.
    const lane = async (): Promise<void> => {
      while (faults.length === 0) {
        const file = nextFile(waiting, this.shardSize, this.#shardOrder);
        if (file === undefined) return;
        waiting.delete(file);
        const result = await this.#loadFile(file);
        if (!result.ok) faults.push(result.fault);
      }
    };
    await Promise.all(Array.from({ length: this.#concurrency }, lane));
    const [fault] = faults;
    return fault === undefined ? ok(undefined) : fail(fault);
  }

  async #loadFile(file: ManifestFile): Promise<Result<void>> {
    const key = contentKey(file);
    const onBytes = (receivedBytes: number): void => this.#meter.receive(key, receivedBytes);
    const values = this[file.split][file.kind];
    const length = values.length / this[file.split].count;
    const into = values.subarray(file.firstIndex * length, (file.firstIndex + file.count) * length);
    const loaded = await loadFile(this.#baseUrl, file, into, { ...this.#fetchOptions, onBytes });
    if (!loaded.ok) return loaded;
    this.#present.add(key);
    this.#openGates();
    this.#meter.complete(key);
    return ok(undefined);
  }

  /** Digits are here when both their pixels and their labels are. */
  #openGates(): void {
    const isHere = (split: Split, shard: number): boolean =>
      this.#present.has(contentKey({ kind: 'labels', split, firstIndex: 0 })) &&
      this.#present.has(contentKey({ kind: 'pixels', split, firstIndex: shard * this.shardSize }));
    const areAllHere = (split: Split): boolean =>
      Array.from({ length: this.#layout.shardCounts[split] }, (_, shard) => isHere(split, shard)).every(
        Boolean,
      );
    for (const [shard, gate] of this.#trainGates.entries()) {
      if (isHere('train', shard)) gate.open();
    }
    if (areAllHere('validation')) this.#validationGate.open();
    if (areAllHere('test')) this.#testGate.open();
  }
}

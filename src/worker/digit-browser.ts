import { transfer } from 'comlink';
import { PIXEL_COUNT } from '../core/network';
import { rangesOf, type Split, type SplitRange, SPLITS, splitOf } from '../core/splits';
import type { DigitSet } from '../dataset/digit-source';
import type { BrowsingApi, ClassSummary, DigitQuery, FoundDigits } from '../protocol/browsing';
import { type ClassSums, classSummary, sumClasses } from './class-sums';
import { Pace } from './pace';
import { findDigits } from './find-digits';
import type { Session } from './session';
import { BACKGROUND_SHARE, TrainingSetWatch } from './training-set-watch';

/** Finds digits, hands them out, and has the training digits read for those who look at them. */
export class DigitBrowser implements BrowsingApi {
  readonly #session: Session;
  readonly #watch: TrainingSetWatch;
  readonly #sums = new WeakMap<DigitSet, Promise<ClassSums>>();

  constructor(session: Session) {
    this.#session = session;
    this.#watch = new TrainingSetWatch(session);
  }

  async pixels(indices: Uint32Array): Promise<Uint8Array> {
    const ranges = this.#ranges();
    const places = Array.from(indices, (index) => {
      const split = splitOf(index, ranges);
      return { split, place: index - ranges[split].start };
    });
    await this.#session.whenHere(SPLITS.filter((split) => places.some((digit) => digit.split === split)));
    const pixels = new Uint8Array(indices.length * PIXEL_COUNT);
    for (const [i, { split, place }] of places.entries()) {
      const from = place * PIXEL_COUNT;
      pixels.set(this.#session.digits[split].pixels.subarray(from, from + PIXEL_COUNT), i * PIXEL_COUNT);
    }
    return transfer(pixels, [pixels.buffer]);
  }

  async find(query: DigitQuery): Promise<FoundDigits> {
    const splits = SPLITS.filter((split) => query.splits.includes(split));
    await this.#session.whenHere(splits);
    const ranges = this.#ranges();
    const found = findDigits(
      query,
      splits.map((split) => ({
        split,
        start: ranges[split].start,
        labels: this.#session.digits[split].labels,
        predictions: this.#session.evaluations.predictionsOn(split),
      })),
    );
    const { indices, labels, predicted, confidences, losses } = found;
    return transfer(
      found,
      [indices, labels, predicted, confidences, losses].map(({ buffer }) => buffer),
    );
  }

  async reading(index: number): Promise<Float32Array | undefined> {
    const pixels = await this.pixels(Uint32Array.of(index));
    return this.#session.ask((engine) => engine.predict(pixels, 1));
  }

  async classes(splits: readonly Split[]): Promise<ClassSummary> {
    return classSummary(await Promise.all(splits.map((split) => this.#sumsOf(split))));
  }

  watch(wanted: boolean): Promise<void> {
    this.#watch.want(wanted);
    return Promise.resolve();
  }

  #sumsOf(split: Split): Promise<ClassSums> {
    const digits = this.#session.digits[split];
    const known = this.#sums.get(digits);
    if (known) return known;
    const pace = new Pace({
      share: BACKGROUND_SHARE,
      isThrottled: () => this.#session.status === 'training',
    });
    const summing = this.#session.whenHere([split]).then(() => sumClasses(digits, pace.rest));
    this.#sums.set(digits, summing);
    return summing;
  }

  /** Where each split begins in the numbering of all digits. */
  #ranges(): Record<Split, SplitRange> {
    const { train, validation, test } = this.#session.digits;
    return rangesOf({ train: train.count, validation: validation.count, test: test.count });
  }
}

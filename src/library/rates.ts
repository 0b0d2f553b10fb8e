/**
 * How fast engines have trained on this device, across visits: steps per second of real runs. The device is part of each
 * record's name, since the same browser profile may wake up with another graphics card, or as a newer browser.
 */
import * as v from 'valibot';
import { benchmarkKey, type TrainedRates } from '../core/device';
import type { EngineName } from '../core/engines';
import type { Experiment } from '../core/experiment';
import type { Repository } from './storage';

/** The newest so many are kept: a class of experiments each, thirty bytes. */
const MOST_RECORDS = 300;

export const rateSchema = v.object({
  id: v.string(),
  device: v.string(),
  engine: v.string(),
  /** As benchmarkKey names it. */
  workload: v.string(),
  stepsPerSecond: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** Milliseconds since 1970. */
  at: v.number(),
});
export type Rate = v.InferOutput<typeof rateSchema>;

export class RateBook {
  readonly #repository: Repository<Rate>;
  readonly #device: () => string;
  readonly #rates = new Map<string, Rate>();

  /** device: names it, as far as a browser tells. Asked only when something is looked up or entered. */
  constructor(repository: Repository<Rate>, device: () => string) {
    this.#repository = repository;
    this.#device = device;
  }

  /** Reads what earlier visits left. What cannot be read is as good as not there: it is measured again. */
  async load(): Promise<void> {
    const found = await this.#repository.readAll();
    if (!found.ok) return;
    const newestFirst = found.value.records.slice().sort((a, b) => b.at - a.at);
    for (const rate of newestFirst.slice(0, MOST_RECORDS)) {
      if (!this.#rates.has(rate.id)) this.#rates.set(rate.id, rate);
    }
    const old = newestFirst.slice(MOST_RECORDS).map(({ id }) => id);
    if (old.length > 0) await this.#repository.remove(old);
  }

  /** Of the latest run of such an experiment, by engine. */
  trained(experiment: Experiment): TrainedRates {
    const workload = benchmarkKey(experiment);
    const device = this.#device();
    const rates: Partial<Record<EngineName, number>> = {};
    for (const rate of this.#rates.values()) {
      if (rate.workload === workload && rate.device === device) {
        rates[rate.engine as EngineName] = rate.stepsPerSecond;
      }
    }
    return rates;
  }

  /** Enters what a run came to. Nothing depends on its being stored. */
  enter(experiment: Experiment, engine: EngineName, stepsPerSecond: number): void {
    const workload = benchmarkKey(experiment);
    const device = this.#device();
    const id = `${device} / ${engine} / ${workload}`;
    const rate = { id, device, engine, workload, stepsPerSecond, at: Date.now() };
    this.#rates.set(id, rate);
    void this.#repository.put([rate]);
  }
}

/** Names a device: its graphics card, its processor's cores and the browser with its version. */
export function deviceName(renderer: string): string {
  // Where tests run there is none.
  const navigator: Partial<Navigator> = globalThis.navigator ?? {};
  const browser = /(Firefox|Edg|OPR|Chrome|Version)\/\d+/.exec(navigator.userAgent ?? '')?.[0] ?? '';
  return `${renderer}; ${navigator.hardwareConcurrency ?? 0} cores; ${browser}`;
}

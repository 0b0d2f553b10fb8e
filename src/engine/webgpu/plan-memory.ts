/** Where an engine has its plans from, and the memory that keeps a run's plan the same from its start to its end. */
import type { EngineConfig } from '../engine';
import { choosePlan, type TrialRun } from './choose-plan';
import { DEFAULT_PLAN, type PlanName, plansFor } from './plan';
import type { TileLimits } from './tile';

export interface PlanDevice {
  readonly limits: TileLimits;
  /** A processor that plays a graphics card has nothing to gain, and takes its time to show it. */
  readonly isImitated: boolean;
}

export interface Plans {
  /** The plan for such a network, or undefined when it has to be measured. */
  known(config: EngineConfig, device: PlanDevice): PlanName | undefined;
  /** Measures. Never rejects. */
  find(config: EngineConfig, device: PlanDevice, run: TrialRun): Promise<PlanName>;
}

/**
 * Measures once for each network's shape, batch size and optimiser, and gives that answer ever after: two plans differ in
 * rounding, so a run would not be reproducible if it went on with another. One of these serves all engines of a worker, for as
 * long as the worker lives.
 */
export class PlanMemory implements Plans {
  readonly #plans = new Map<string, PlanName>();

  known(config: EngineConfig, { limits, isImitated }: PlanDevice): PlanName | undefined {
    const { network, maxBatchSize } = config;
    const nothingToGain = isImitated || plansFor(network.layerSizes, maxBatchSize, limits).length === 1;
    return nothingToGain ? DEFAULT_PLAN : this.#plans.get(keyOf(config));
  }

  async find(config: EngineConfig, { limits }: PlanDevice, run: TrialRun): Promise<PlanName> {
    const plans = plansFor(config.network.layerSizes, config.maxBatchSize, limits);
    const measured = await choosePlan({ plans, run });
    // Another engine may have been measuring meanwhile: the first answer stands.
    const plan = this.#plans.get(keyOf(config)) ?? measured;
    this.#plans.set(keyOf(config), plan);
    return plan;
  }
}

const keyOf = ({ network, maxBatchSize, optimizer }: EngineConfig): string =>
  [network.layerSizes.join('-'), maxBatchSize, optimizer].join(' ');

/** Where an engine has its plans from, and the memory that keeps a run's plan the same from its start to its end. */
import type { EngineConfig } from '../engine';
import { isSoftwareRenderer } from '../gl-device';
import { choosePlan, type PlanTrial } from './choose-plan';
import { defaultPlan, type Plan, variantsOf } from './plan';

export interface Plans {
  /** The plan for such a network, or undefined when it has to be measured. renderer: the device's name. */
  known(config: EngineConfig, renderer: string): Plan | undefined;
  /** Measures. Never rejects. */
  find(config: EngineConfig, trial: Pick<PlanTrial, 'run' | 'builtInMs'>): Promise<Plan>;
}

/** Nothing is measured, and every layer has the default draws. */
export const DEFAULT_PLANS: Plans = {
  known: ({ network }) => defaultPlan(network.layerSizes),
  find: ({ network }) => Promise.resolve(defaultPlan(network.layerSizes)),
};

/**
 * Measures once for each network's shape, batch size and optimiser, and gives that answer ever after: two plans differ in
 * rounding, so a run would not be reproducible if it went on with another. One of these should serve all engines of a
 * worker, for as long as the worker lives.
 */
export class PlanMemory implements Plans {
  readonly #plans = new Map<string, Plan>();

  known(config: EngineConfig, renderer: string): Plan | undefined {
    // On a processor, draws cost little and nothing idles.
    const nothingToGain = isSoftwareRenderer(renderer) || variantsOf(config).length === 0;
    return nothingToGain ? defaultPlan(config.network.layerSizes) : this.#plans.get(keyOf(config));
  }

  async find(config: EngineConfig, trial: Pick<PlanTrial, 'run' | 'builtInMs'>): Promise<Plan> {
    const plain = defaultPlan(config.network.layerSizes);
    const measured = await choosePlan({ ...trial, plain, variants: variantsOf(config) });
    // Another engine may have been measuring meanwhile: the first answer stands.
    const plan = this.#plans.get(keyOf(config)) ?? measured;
    this.#plans.set(keyOf(config), plan);
    return plan;
  }
}

const keyOf = ({ network, maxBatchSize, optimizer }: EngineConfig): string =>
  [network.layerSizes.join('-'), maxBatchSize, optimizer].join(' ');

/** What the engine asks of a WebGPU device. */
import { MAX_BATCH_SIZE, MAX_HIDDEN_LAYERS, MAX_UNITS } from '../../core/experiment';
import type { Fault } from '../../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import type { EngineConfig } from '../engine';
import { parameterLayout } from './layout';
import { DEFAULT_PLAN, planOf } from './plan';
import { valueLayout } from './values';

export interface MemoryLimits {
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
}

const decline = (message: string): Fault => ({ code: 'engine-unavailable', message, remedy: 'dismiss' });

/** Why a network cannot be trained here, or undefined when it can. */
export function unsupported(
  { network: { layerSizes }, maxBatchSize }: EngineConfig,
  limits: MemoryLimits,
): Fault | undefined {
  const hidden = layerSizes.slice(1, -1);
  if (layerSizes[0] !== PIXEL_COUNT || layerSizes.at(-1) !== CLASS_COUNT) {
    return decline(
      `The WebGPU engine trains networks from ${PIXEL_COUNT} pixels to ${CLASS_COUNT} classes only.`,
    );
  }
  if (hidden.length > MAX_HIDDEN_LAYERS || hidden.some((units) => units > MAX_UNITS)) {
    return decline(
      `The WebGPU engine trains up to ${MAX_HIDDEN_LAYERS} hidden layers of up to ${MAX_UNITS} units.`,
    );
  }
  if (maxBatchSize > MAX_BATCH_SIZE) {
    return decline(`The WebGPU engine takes up to ${MAX_BATCH_SIZE} digits a step.`);
  }
  const parameters = parameterLayout(layerSizes);
  const plan = planOf(DEFAULT_PLAN, layerSizes, maxBatchSize);
  const values = valueLayout(parameters.layers, maxBatchSize, plan);
  const largest = 16 * Math.max(parameters.quads, values.quads);
  if (largest > Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)) {
    return decline('This network and batch need more memory in one piece than this graphics card gives.');
  }
  return undefined;
}

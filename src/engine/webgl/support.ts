/** What the engine asks of a graphics chip beyond WebGL 2 itself and the float textures that openBackend checks. */
import type { Fault } from '../../core/fault';
import { MAX_BATCH_SIZE, MAX_HIDDEN_LAYERS, MAX_UNITS } from '../../core/experiment';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import type { EngineConfig } from '../engine';
import { MAX_OUTPUTS } from './layout';

/** The limits that matter, as gl.getParameter names them. */
export interface DeviceLimits {
  readonly webglVersion: number;
  readonly maxDrawBuffers: number;
  readonly maxColorAttachments: number;
  readonly maxTextureSize: number;
}

const decline = (message: string): Fault => ({ code: 'engine-unavailable', message, remedy: 'dismiss' });

/** Why a network cannot be trained here, or undefined when it can. */
export function unsupported(config: EngineConfig, limits: DeviceLimits): Fault | undefined {
  const { layerSizes } = config.network;
  const hidden = layerSizes.slice(1, -1);
  if (limits.webglVersion < 2) return decline('The fused WebGL engine needs WebGL 2, which is missing here.');
  if (Math.min(limits.maxDrawBuffers, limits.maxColorAttachments) < MAX_OUTPUTS) {
    return decline(
      `This graphics chip writes fewer than the ${MAX_OUTPUTS} textures at once that training needs.`,
    );
  }
  if (layerSizes[0] !== PIXEL_COUNT || layerSizes.at(-1) !== CLASS_COUNT) {
    return decline(
      `The fused WebGL engine trains networks from ${PIXEL_COUNT} pixels to ${CLASS_COUNT} classes only.`,
    );
  }
  if (hidden.length > MAX_HIDDEN_LAYERS || hidden.some((units) => units > MAX_UNITS)) {
    return decline(
      `The fused WebGL engine trains up to ${MAX_HIDDEN_LAYERS} hidden layers of up to ${MAX_UNITS} units.`,
    );
  }
  if (config.maxBatchSize > MAX_BATCH_SIZE)
    return decline(`The fused WebGL engine takes up to ${MAX_BATCH_SIZE} digits a step.`);
  // The widest texture is a parameter's with one layer (MAX_UNITS), the highest a batch of bytes (MAX_BATCH_SIZE).
  if (limits.maxTextureSize < Math.max(...hidden, config.maxBatchSize)) {
    return decline('This network is too wide for the textures of this graphics chip.');
  }
  return undefined;
}

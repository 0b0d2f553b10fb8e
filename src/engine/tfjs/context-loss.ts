import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/**
 * Calls `onLost` when the WebGL context behind tfjs is lost (driver reset, laptop asleep, too many tabs). After that no
 * reading from the device ever resolves, so nothing in this worker can be saved: the page starts a fresh one.
 */
export function watchContextLoss(onLost: () => void): void {
  // The types of a worker's context leave its canvas out.
  const { canvas } = (tf.findBackend('webgl') as MathBackendWebGL).gpgpu.gl as unknown as {
    canvas: OffscreenCanvas;
  };
  canvas.addEventListener('webglcontextlost', onLost, { once: true });
}

/** tfjs's WebGPU backend, which the page itself does not use. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';

/** Makes it tfjs's current backend. Throws an Error when it cannot be. */
export async function openWebgpuBackend(): Promise<void> {
  if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs could not start WebGPU here.');
  await tf.ready();
}

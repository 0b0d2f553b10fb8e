/** Opens one of tfjs's backends, loading its code only when asked for. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Fault, Result } from '../../core/fault';
import { errorText, fail, ok } from '../../core/fault';
import { openWebgl } from '../gl-device';

export type TfjsEngineName = 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu';

const unavailable = (message: string, detail?: string): Fault => ({
  code: 'engine-unavailable',
  message,
  remedy: 'dismiss',
  ...(detail === undefined ? {} : { detail }),
});

/** What tfjs asks of its context, and the stronger of two cards where a laptop has two. */
const CONTEXT_ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  depth: false,
  stencil: false,
  failIfMajorPerformanceCaveat: true,
  powerPreference: 'high-performance',
};

async function registerWebgl(): Promise<Fault | undefined> {
  const { setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  const gl = tf.findBackend('webgl') ? undefined : openWebgl(CONTEXT_ATTRIBUTES);
  if (gl) setWebGLContext(2, gl);
  if (!(await tf.setBackend('webgl'))) {
    return {
      code: 'webgl-unavailable',
      message: 'This browser offers no WebGL to train with.',
      remedy: 'dismiss',
    };
  }
  // Half-float textures lose Adam's small numbers and end in NaN, as phones have shown: decline them.
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    return {
      code: 'webgl-unavailable',
      message: 'This graphics chip computes in half precision only, which is too coarse to train with.',
      remedy: 'dismiss',
    };
  }
  return undefined;
}

async function registerWasm(): Promise<Fault | undefined> {
  const [wasm, plain, simd] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
  ]);
  // The threaded build hangs once minified (it looks itself up by name), so it is switched off.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': plain.default,
    'tfjs-backend-wasm-simd.wasm': simd.default,
    'tfjs-backend-wasm-threaded-simd.wasm': simd.default,
  });
  if (!(await tf.setBackend('wasm')))
    return unavailable('This browser could not start the WebAssembly engine.');
  return undefined;
}

async function registerCpu(): Promise<Fault | undefined> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) return unavailable('The plain JavaScript engine could not start.');
  return undefined;
}

const REGISTER = { 'tfjs-webgl': registerWebgl, 'tfjs-wasm': registerWasm, 'tfjs-cpu': registerCpu };

/** Makes the named backend tfjs's current one, or says in a sentence why it cannot be. */
export async function openBackend(name: TfjsEngineName): Promise<Result<typeof tf>> {
  try {
    const fault = await REGISTER[name]();
    if (fault) return fail(fault);
    await tf.ready();
    return ok(tf);
  } catch (error) {
    return fail(unavailable(`The ${name} engine could not start here.`, errorText(error)));
  }
}

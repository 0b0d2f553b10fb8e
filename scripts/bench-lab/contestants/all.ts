/** Everyone who may take part, by name. To add one, add a line here and one in names.ts. */
import type { Fault, Result } from '../../../src/core/fault';
import type { TfjsEngineName } from '../../../src/engine/tfjs/backend';
import { engineContestant } from './engine';
import type { OpenContestant } from './contestant';
import type { JaxDevice } from './jax';
import type { ContestantName } from './names';

function opened<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { message, detail }: Fault = result.fault;
  throw new Error(`${message} ${detail ?? ''}`);
}

async function openBackend(name: TfjsEngineName): Promise<void> {
  opened(await (await import('../../../src/engine/tfjs/backend')).openBackend(name));
}

const reference =
  (name: TfjsEngineName): OpenContestant =>
  async (task) => {
    await openBackend(name);
    const { TfjsEngine } = await import('../../../src/engine/tfjs/tfjs-engine');
    return engineContestant(new TfjsEngine(name), task);
  };

const modelFit =
  (backend: 'webgl' | 'wasm' | 'webgpu', pace: 'paced' | 'unpaced'): OpenContestant =>
  async (task) => {
    if (backend === 'webgpu') await (await import('./webgpu-backend')).openWebgpuBackend();
    else await openBackend(`tfjs-${backend}`);
    return (await import('./model-fit')).modelFitContestant(task, backend, pace);
  };

const jax =
  (device: JaxDevice): OpenContestant =>
  async (task) =>
    (await import('./jax')).jaxContestant(task, device);

export const OPEN: Readonly<Record<ContestantName, OpenContestant>> = {
  simd: async (task) => {
    const { openSimdEngine } = await import('../../../src/engine/simd/open-simd-engine');
    return engineContestant(opened(await openSimdEngine()), task);
  },
  webgl: async (task) => {
    await openBackend('tfjs-webgl');
    const { WebglEngine } = await import('../../../src/engine/webgl/webgl-engine');
    return engineContestant(new WebglEngine(), task);
  },
  webgpu: async (task) => {
    const { openWebgpuEngine } = await import('../../../src/engine/webgpu/open-webgpu-engine');
    const options = { onLost: () => {}, allowImitated: true };
    return engineContestant(opened(await openWebgpuEngine(options)), task);
  },
  'tfjs-webgl': reference('tfjs-webgl'),
  'tfjs-wasm': reference('tfjs-wasm'),
  'fit-webgl': modelFit('webgl', 'paced'),
  'fit-webgl-unpaced': modelFit('webgl', 'unpaced'),
  'fit-wasm': modelFit('wasm', 'paced'),
  'fit-wasm-unpaced': modelFit('wasm', 'unpaced'),
  'fit-webgpu': modelFit('webgpu', 'paced'),
  'fit-webgpu-unpaced': modelFit('webgpu', 'unpaced'),
  'jax-wasm': jax('wasm'),
  'jax-webgl': jax('webgl'),
  'jax-webgpu': jax('webgpu'),
};

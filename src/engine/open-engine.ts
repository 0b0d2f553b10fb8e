/** Opens an engine by name, loading its code only when asked for, and readies it for one network. */
import type { EngineName, GraphicsApi } from '../core/engines';
import { errorText, fail, type Fault, type Result, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import type { Engine, EngineConfig } from './engine';
import type { TfjsEngineName } from './tfjs/backend';
import type { Plans } from './webgl/plan-memory';

/** Called when that way to the graphics card is lost: an engine that goes by it will never answer again. */
type OnContextLost = (graphics: GraphicsApi) => void;

interface OpenOptions {
  readonly onContextLost: OnContextLost;
  readonly plans: Plans | undefined;
}

/** Makes tfjs's backend of that name its current one, and watches its context where it has one. */
async function withBackend(
  name: TfjsEngineName,
  { onContextLost }: OpenOptions,
  make: () => Promise<Engine>,
): Promise<Result<Engine>> {
  const { openBackend } = await import('./tfjs/backend');
  const opened = await openBackend(name);
  if (!opened.ok) return opened;
  if (name === 'tfjs-webgl')
    (await import('./tfjs/context-loss')).watchContextLoss(() => onContextLost('webgl'));
  return ok(await make());
}

const tfjs =
  (name: TfjsEngineName) =>
  (options: OpenOptions): Promise<Result<Engine>> =>
    withBackend(name, options, async () => new (await import('./tfjs/tfjs-engine')).TfjsEngine(name));

/** How each engine's code is had. */
const LOADERS: Readonly<Record<EngineName, (options: OpenOptions) => Promise<Result<Engine>>>> = {
  webgpu: async ({ onContextLost }) =>
    (await import('./webgpu/open-webgpu-engine')).openWebgpuEngine({ onLost: () => onContextLost('webgpu') }),
  webgl: (options) =>
    // On tfjs's context: see webgl/device.ts.
    withBackend('tfjs-webgl', options, async () => {
      const { WebglEngine } = await import('./webgl/webgl-engine');
      return new WebglEngine(options.plans);
    }),
  simd: async () => (await import('./simd/open-simd-engine')).openSimdEngine(),
  'tfjs-webgl': tfjs('tfjs-webgl'),
  'tfjs-wasm': tfjs('tfjs-wasm'),
  'tfjs-cpu': tfjs('tfjs-cpu'),
};

/**
 * An engine still to be given its network by readyEngine, or why there is none: one whose code does not arrive or cannot
 * start has declined. plans: for the fused WebGL engine, a PlanMemory that serves all engines of a worker, so that a run
 * keeps its plan; without it, nothing is measured.
 */
export async function openEngine(
  name: EngineName,
  onContextLost: OnContextLost,
  plans?: Plans,
): Promise<Result<Engine>> {
  try {
    return await LOADERS[name]({ onContextLost, plans });
  } catch (error) {
    return fail({
      code: 'engine-unavailable',
      message: `The ${name} engine could not be loaded.`,
      remedy: 'dismiss',
      detail: errorText(error),
    });
  }
}

/** Gives an engine its network. The fault says why it will not have it: a limit of its own, or memory that ran out. */
export async function readyEngine(
  engine: Engine,
  config: EngineConfig,
  state: TrainState,
): Promise<Fault | undefined> {
  try {
    const fault = engine.supports?.(config);
    if (fault) return fault;
    await engine.init(config, state);
    return undefined;
  } catch (error) {
    return {
      code: 'engine-unavailable',
      message: `The ${engine.name} engine could not take this network.`,
      remedy: 'dismiss',
      detail: errorText(error),
    };
  }
}

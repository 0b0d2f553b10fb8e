/** Opens an engine by name, loading its code only when asked for, and readies it for one network. */
import type { EngineName } from '../core/experiment';
import { errorText, type Fault, type Result, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import type { Engine, EngineConfig } from './engine';
import type { Plans } from './webgl/plan-memory';

/** Called when the graphics context is lost: an engine that draws in it will never answer again. */
type OnContextLost = () => void;

/**
 * An engine still to be given its network by readyEngine, or why there is none. plans: for the fused WebGL engine, a
 * PlanMemory that serves all engines of a worker, so that a run keeps its plan; without it, nothing is measured.
 */
export async function openEngine(
  name: EngineName,
  onContextLost: OnContextLost,
  plans?: Plans,
): Promise<Result<Engine>> {
  if (name === 'simd') return (await import('./simd/open-simd-engine')).openSimdEngine();
  const { openBackend } = await import('./tfjs/backend');
  const opened = await openBackend(name === 'webgl' ? 'tfjs-webgl' : name);
  if (!opened.ok) return opened;
  if (name === 'webgl' || name === 'tfjs-webgl') {
    (await import('./tfjs/context-loss')).watchContextLoss(onContextLost);
  }
  if (name === 'webgl') return ok(new (await import('./webgl/webgl-engine')).WebglEngine(plans));
  return ok(new (await import('./tfjs/tfjs-engine')).TfjsEngine(name));
}

/** Gives an engine its network. The fault says why it will not have it: a limit of its own, or memory that ran out. */
export async function readyEngine(
  engine: Engine,
  config: EngineConfig,
  state: TrainState,
): Promise<Fault | undefined> {
  const fault = engine.supports?.(config);
  if (fault) return fault;
  try {
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

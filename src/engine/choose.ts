/** Which engine a run gets: the one asked for, or with "auto" the first that is fit for training on this machine. */
import type { EngineChoice, EngineName } from '../core/experiment';
import type { Fault, Result } from '../core/fault';
import { fail, ok } from '../core/fault';
import type { Engine } from './engine';
import { detectWebgl, type WebglDevice } from './gl-device';

export interface ChosenEngine {
  readonly engine: Engine;
  /** One sentence for the visitor when the engine is not the obvious one; "" otherwise. */
  readonly note: string;
}

export interface EngineHooks {
  /** Called when the graphics context is lost: the engine will never answer again. */
  readonly onContextLost: () => void;
}

const NOT_BUILT: ReadonlySet<string> = new Set(['webgl']);

async function open(name: EngineName, hooks: EngineHooks): Promise<Result<Engine>> {
  if (name === 'webgl') throw new Error(`${name} is handled by chooseEngine`);
  if (name === 'simd') return (await import('./simd/open-simd-engine')).openSimdEngine();
  const [{ openBackend }, { TfjsEngine }, { watchContextLoss }] = await Promise.all([
    import('./tfjs/backend'),
    import('./tfjs/tfjs-engine'),
    import('./tfjs/context-loss'),
  ]);
  const opened = await openBackend(name);
  if (!opened.ok) return opened;
  if (name === 'tfjs-webgl') watchContextLoss(hooks.onContextLost);
  return ok(new TfjsEngine(name));
}

/** Candidates from best to worst, and why the ones before them were passed over. */
function autoCandidates(device: WebglDevice): { names: EngineName[]; note: string } {
  switch (device.kind) {
    case 'hardware':
      return { names: ['tfjs-webgl', 'simd', 'tfjs-wasm', 'tfjs-cpu'], note: '' };
    case 'software':
      return {
        names: ['simd', 'tfjs-wasm', 'tfjs-cpu'],
        note: 'This browser only imitates a graphics card, so training runs on the processor.',
      };
    case 'none':
      return {
        names: ['simd', 'tfjs-wasm', 'tfjs-cpu'],
        note: 'This browser offers no WebGL here, so training runs on the processor.',
      };
  }
}

/** Opens the engine for a run. Fails only when not even plain JavaScript can train, or a named engine cannot open. */
export async function chooseEngine(choice: EngineChoice, hooks: EngineHooks): Promise<Result<ChosenEngine>> {
  if (choice !== 'auto' && !NOT_BUILT.has(choice)) {
    const opened = await open(choice, hooks);
    return opened.ok ? ok({ engine: opened.value, note: '' }) : opened;
  }
  const { names, note } = autoCandidates(detectWebgl());
  let lastFault: Fault | undefined;
  for (const name of names) {
    const opened = await open(name, hooks);
    if (opened.ok) {
      const notBuilt = choice === 'auto' ? '' : `The ${choice} engine is not part of this version. `;
      const reason = lastFault ? `${lastFault.message} Training runs on the processor.` : note;
      return ok({ engine: opened.value, note: notBuilt + reason });
    }
    lastFault = opened.fault;
  }
  return fail(lastFault!);
}

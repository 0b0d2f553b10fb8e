/**
 * Which engine a run gets: the one asked for, or with "auto" the fastest that this device is known to have. Before
 * anything has been measured, "auto" goes by what is likely: our own engines first, on the graphics card if there is one.
 */
import type { EngineChoice, EngineName } from '../core/experiment';
import { type Fault, type Result, fail, ok } from '../core/fault';
import { type EngineTiming, fastestFirst, type WebglDevice } from '../core/device';
import type { TrainState } from '../core/network';
import type { Engine, EngineConfig } from './engine';
import { readyEngine } from './open-engine';

export interface ChosenEngine {
  /** Holds the network already. */
  readonly engine: Engine;
  /** One sentence for the visitor when the engine is not the obvious one; "" otherwise. */
  readonly note: string;
}

export interface EngineRequest {
  readonly choice: EngineChoice;
  readonly config: EngineConfig;
  readonly state: TrainState;
  readonly device: () => WebglDevice;
  /** What benchmarks have told about a network of this size. */
  readonly timings: readonly EngineTiming[];
  /** Whether another engine will do when the one asked for declines the network. */
  readonly allowStandIn: boolean;
  readonly open: (name: EngineName) => Promise<Result<Engine>>;
}

const GRAPHICS: ReadonlySet<EngineName> = new Set<EngineName>(['webgl', 'tfjs-webgl']);

/** Why "auto" leaves the graphics card alone; "" when there is one. */
const NO_GRAPHICS = {
  hardware: '',
  software: 'This browser only imitates a graphics card, so training runs on the processor.',
  none: 'This browser offers no WebGL here, so training runs on the processor.',
} as const;

/** From best to worst. */
function autoOrder(timings: readonly EngineTiming[], { kind }: WebglDevice): EngineName[] {
  const measured = fastestFirst(timings).map(({ engine }) => engine);
  const likely: EngineName[] = ['webgl', 'simd', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];
  const usable = likely.filter((name) => kind === 'hardware' || !GRAPHICS.has(name));
  return [...new Set([...measured, ...usable])];
}

/** The reference engines train any network. */
const standIns = (choice: EngineName, device: () => WebglDevice): EngineName[] =>
  choice === 'webgl' && device().kind === 'hardware'
    ? ['tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu']
    : ['tfjs-wasm', 'tfjs-cpu'];

/** Opens and readies the engine for a run. Fails when none can train, or when a named engine cannot even open. */
export async function chooseEngine(request: EngineRequest): Promise<Result<ChosenEngine>> {
  const { choice, config, state, device, timings, allowStandIn, open } = request;
  const names =
    choice === 'auto'
      ? autoOrder(timings, device())
      : [choice, ...(allowStandIn ? standIns(choice, device) : [])];
  let firstFault: Fault | undefined;
  for (const name of names) {
    const opened = await open(name);
    if (!opened.ok && name === choice) return opened;
    const fault = opened.ok ? await readyEngine(opened.value, config, state) : opened.fault;
    if (opened.ok && !fault) {
      const because = firstFault && `${firstFault.message} Training runs on ${name} instead.`;
      return ok({
        engine: opened.value,
        note: because ?? (choice === 'auto' ? NO_GRAPHICS[device().kind] : ''),
      });
    }
    if (opened.ok) opened.value.dispose();
    firstFault ??= fault;
  }
  return fail(firstFault!);
}

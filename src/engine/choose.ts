/**
 * Which engine a run gets: the one asked for, or with "auto" the one that trains fastest on this device. What trained counts
 * more than what was timed; before anything is known, "auto" goes by what is likely, and where what is known is not enough to
 * tell our own two engines apart, it names a rival for the run to try in its own first steps.
 */
import { bestKind, type BenchmarkReport, kindFor, type WebglDevice } from '../core/device';
import { ENGINE_NAMES, engineInfo, type EngineName } from '../core/engines';
import type { EngineChoice } from '../core/experiment';
import { type Fault, type Result, fail, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import type { Engine, EngineConfig } from './engine';
import { readyEngine } from './open-engine';

/** The graphics card may be so much slower and still win: it leaves the processor to the pen and the page. */
const CARD_ADVANTAGE = 1.2;
/** Runs wherever JavaScript does. */
const LAST_RESORT: EngineName = 'tfjs-cpu';
/** What was only timed may be wrong by so much. */
const TIMING_ERROR = 2;

export interface ChosenEngine {
  /** Holds the network already. */
  readonly engine: Engine;
  /** One sentence for the visitor when the engine is not the obvious one; "" otherwise. */
  readonly note: string;
  /** Whether it is in the place of one that would not do. */
  readonly isStandIn: boolean;
  /** An engine that may be the faster: to be tried by the run itself. Undefined when there is no doubt, or no choice. */
  readonly rival: EngineName | undefined;
}

/** What is known of the engines' speeds. */
export type KnownSpeeds = Pick<BenchmarkReport, 'timings' | 'trained'>;

export interface EngineRequest {
  readonly choice: EngineChoice;
  readonly config: EngineConfig;
  readonly state: TrainState;
  readonly device: () => WebglDevice;
  /** Of an experiment of this size. */
  readonly known: KnownSpeeds;
  /** Whether another engine will do when the one asked for declines the network. */
  readonly allowStandIn: boolean;
  readonly open: (name: EngineName) => Promise<Result<Engine>>;
}

/** The engines that "auto" picks from; the others only stand in. */
export const OWN_ENGINES = ENGINE_NAMES.filter((name) => engineInfo(name).isOwn);

/** Why "auto" leaves the graphics card alone; "" when there is one. */
const NO_GRAPHICS = {
  hardware: '',
  software: 'This browser only imitates a graphics card, so training runs on the processor.',
  none: 'This browser offers no WebGL here, so training runs on the processor.',
} as const;

/** Steps per second with the card's advantage counted in: the higher wins. Undefined when nothing is known. */
function worth(name: EngineName, { timings, trained }: KnownSpeeds): number | undefined {
  const timing = timings.find(({ engine }) => engine === name);
  const speed = trained[name] ?? (timing && 'stepsPerSecond' in timing ? timing.stepsPerSecond : undefined);
  return speed === undefined ? undefined : speed * (engineInfo(name).graphics ? CARD_ADVANTAGE : 1);
}

const hasDeclined = (name: EngineName, { timings }: KnownSpeeds): boolean =>
  timings.some((timing) => timing.engine === name && 'declined' in timing);

/** The engines that "auto" may use, best first, and the one that the first is to be tried against. */
export function planAuto(
  known: KnownSpeeds,
  device: WebglDevice,
): { readonly order: readonly EngineName[]; readonly rival: EngineName | undefined } {
  const usable = ENGINE_NAMES.filter((name) => (kindFor(name, device) ?? 'hardware') === 'hardware');
  // A stable sort: what is not known stays behind what is, in the order of what is likely.
  const own = usable
    .filter((name) => OWN_ENGINES.includes(name))
    .sort((a, b) => (worth(b, known) ?? 0) - (worth(a, known) ?? 0));
  const others = usable.filter((name) => !OWN_ENGINES.includes(name));
  // Without WebAssembly an imitated card is still many times faster than plain JavaScript, which comes last of all.
  const imitated = ENGINE_NAMES.filter(
    (name) => engineInfo(name).graphics === 'webgl' && kindFor(name, device) === 'software',
  );
  const order = [...own, ...others.filter((name) => name !== LAST_RESORT), ...imitated, LAST_RESORT];
  const [first, second] = own.filter((name) => !hasDeclined(name, known));
  return { order, rival: first && second && isOpen(first, second, known) ? second : undefined };
}

/** Whether it is still to be found out which of two engines is the faster. */
function isOpen(first: EngineName, second: EngineName, known: KnownSpeeds): boolean {
  if (known.trained[first] !== undefined && known.trained[second] !== undefined) return false;
  const [faster, slower] = [worth(first, known), worth(second, known)];
  return faster === undefined || slower === undefined || faster <= TIMING_ERROR * slower;
}

/** Whether to go on with the first of two engines that a run has tried, by their steps per second. */
export const isBetter = (first: EngineName, second: EngineName, trained: KnownSpeeds['trained']): boolean => {
  const known = { timings: [], trained };
  return (worth(first, known) ?? 0) >= (worth(second, known) ?? 0);
};

const slowness = (name: EngineName): string =>
  name === LAST_RESORT ? ' That is slow: a small network and a small batch suit it best.' : '';

/** The reference engines train any network. A card's network stays on the card, if there is one. */
function standIns(choice: EngineName, device: () => WebglDevice): readonly EngineName[] {
  const { graphics, isOwn } = engineInfo(choice);
  const hasCard = graphics !== undefined && isOwn && device().kind === 'hardware';
  return ENGINE_NAMES.filter((name) => {
    const info = engineInfo(name);
    return !info.isOwn && name !== choice && (hasCard || info.graphics === undefined);
  });
}

/**
 * Opens and readies the engine for a run. One that cannot open here is stood in for by the fastest that can; one that opens and
 * declines the network, by those that train any. Fails when none can train, and where no stand-in is allowed.
 */
export async function chooseEngine(request: EngineRequest): Promise<Result<ChosenEngine>> {
  const { choice, config, state, device, known, allowStandIn, open } = request;
  const { order, rival } =
    choice === 'auto' ? planAuto(known, device()) : { order: [choice], rival: undefined };
  const queue = [...order];
  let firstFault: Fault | undefined;
  // It may grow on the way.
  for (const name of queue) {
    const opened = await open(name);
    const fault = opened.ok ? await readyEngine(opened.value, config, state) : opened.fault;
    if (opened.ok && !fault) {
      const because = firstFault && `${firstFault.message} Training runs on ${name} instead.`;
      return ok({
        engine: opened.value,
        note: because ? because + slowness(name) : choice === 'auto' ? NO_GRAPHICS[bestKind(device())] : '',
        isStandIn: firstFault !== undefined,
        rival: firstFault ? undefined : rival,
      });
    }
    if (opened.ok) opened.value.dispose();
    firstFault ??= fault;
    if (name !== choice || !allowStandIn) continue;
    queue.push(
      ...(opened.ok
        ? standIns(choice, device)
        : planAuto(known, device()).order.filter((other) => other !== choice)),
    );
  }
  return fail(firstFault!);
}

/**
 * All that is to be said of an engine, once: whoever needs to know of engines reads it here. To add one, add its line and its
 * loader (engine/open-engine.ts), which the compiler asks for.
 */

/** By which way an engine reaches a graphics card. */
export type GraphicsApi = 'webgl' | 'webgpu';

interface EngineInfo {
  /** For people, after its name. */
  readonly about: string;
  /** Left out for those of the processor. */
  readonly graphics?: GraphicsApi;
  /** Our own: "auto" picks among these, and the others only stand in for them. */
  readonly isOwn: boolean;
  /** Why it is not worth timing; left out where it is. */
  readonly notTimed?: string;
}

/** The likelier to be fast come first. */
export const ENGINES = {
  webgpu: { about: 'Our own, on the graphics card by WebGPU.', graphics: 'webgpu', isOwn: true },
  webgl: { about: 'Our own, on the graphics card.', graphics: 'webgl', isOwn: true },
  simd: { about: 'Our own, on the processor.', isOwn: true },
  'tfjs-webgl': { about: 'TensorFlow.js on the graphics card.', graphics: 'webgl', isOwn: false },
  'tfjs-wasm': { about: 'TensorFlow.js on the processor.', isOwn: false },
  'tfjs-cpu': {
    about: 'TensorFlow.js in plain JavaScript.',
    isOwn: false,
    notTimed: 'Plain JavaScript is the last resort, too slow to be timed.',
  },
} as const satisfies Readonly<Record<string, EngineInfo>>;

export type EngineName = keyof typeof ENGINES;

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];

export const engineInfo = (name: EngineName): EngineInfo => ENGINES[name];

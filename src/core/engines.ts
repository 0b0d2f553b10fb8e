/**
 * All that is to be said of an engine, once: whoever needs to know of engines reads it here. To add one, add its line and its
 * loader (engine/open-engine.ts), which the compiler asks for.
 */
interface EngineInfo {
  /** For people, after its name. */
  readonly about: string;
  /** Whether it needs WebGL. */
  readonly usesGraphics: boolean;
  /** Our own: "auto" picks among these, and the others only stand in for them. */
  readonly isOwn: boolean;
  /** Why it is not worth timing; left out where it is. */
  readonly notTimed?: string;
}

/** The likelier to be fast come first. */
export const ENGINES = {
  webgl: { about: 'Our own, on the graphics card.', usesGraphics: true, isOwn: true },
  simd: { about: 'Our own, on the processor.', usesGraphics: false, isOwn: true },
  'tfjs-webgl': { about: 'TensorFlow.js on the graphics card.', usesGraphics: true, isOwn: false },
  'tfjs-wasm': { about: 'TensorFlow.js on the processor.', usesGraphics: false, isOwn: false },
  'tfjs-cpu': {
    about: 'TensorFlow.js in plain JavaScript.',
    usesGraphics: false,
    isOwn: false,
    notTimed: 'Plain JavaScript is the last resort, too slow to be timed.',
  },
} as const satisfies Readonly<Record<string, EngineInfo>>;

export type EngineName = keyof typeof ENGINES;

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];

export const engineInfo = (name: EngineName): EngineInfo => ENGINES[name];

/** Who takes part, and who they are. Read by the lab in the browser and by the script in Node alike. */
interface Description {
  readonly label: string;
  /** An engine of this repository that others are measured against. */
  readonly isOurs: boolean;
}

const DESCRIPTIONS = {
  simd: { label: '**`simd`**, ours', isOurs: true },
  webgl: { label: '**`webgl`**, ours', isOurs: true },
  'tfjs-wasm': { label: '`tfjs-wasm`, our reference', isOurs: false },
  'tfjs-webgl': { label: '`tfjs-webgl`, our reference', isOurs: false },
  'fit-wasm': { label: 'tfjs `model.fit`, wasm', isOurs: false },
  'fit-wasm-unpaced': { label: 'the same without callback and pauses, wasm', isOurs: false },
  'fit-webgl': { label: 'tfjs `model.fit`, webgl', isOurs: false },
  'fit-webgl-unpaced': { label: 'the same without callback and pauses, webgl', isOurs: false },
  'jax-wasm': { label: 'jax-js, `jit`, wasm', isOurs: false },
} as const satisfies Record<string, Description>;

export type ContestantName = keyof typeof DESCRIPTIONS;
export const CONTESTANTS = Object.keys(DESCRIPTIONS) as ContestantName[];
export const describe = (name: ContestantName): Description => DESCRIPTIONS[name];

/** Who takes part, and who they are. Read by the lab in the browser and by the script in Node alike. */
interface Description {
  readonly label: string;
  /** An engine of this repository that others are measured against. */
  readonly isOurs: boolean;
  /** The way to the graphics card without which it cannot run. */
  readonly needs?: 'webgl' | 'webgpu';
  /** Takes a second and more for a step where the graphics card is imitated on the processor. */
  readonly isHopelessImitated?: boolean;
}

const DESCRIPTIONS = {
  simd: { label: '**`simd`**, ours', isOurs: true },
  webgl: { label: '**`webgl`**, ours', isOurs: true, needs: 'webgl' },
  webgpu: { label: '**`webgpu`**, ours', isOurs: true, needs: 'webgpu', isHopelessImitated: true },
  'tfjs-wasm': { label: '`tfjs-wasm`, our reference', isOurs: false },
  'tfjs-webgl': { label: '`tfjs-webgl`, our reference', isOurs: false, needs: 'webgl' },
  'fit-wasm': { label: 'tfjs `model.fit`, wasm', isOurs: false },
  'fit-wasm-unpaced': { label: 'tfjs `model.fit` without callback and pauses, wasm', isOurs: false },
  'fit-webgl': { label: 'tfjs `model.fit`, webgl', isOurs: false, needs: 'webgl' },
  'fit-webgl-unpaced': {
    label: 'tfjs `model.fit` without callback and pauses, webgl',
    isOurs: false,
    needs: 'webgl',
  },
  'fit-webgpu': { label: 'tfjs `model.fit`, webgpu', isOurs: false, needs: 'webgpu' },
  'fit-webgpu-unpaced': {
    label: 'tfjs `model.fit` without callback and pauses, webgpu',
    isOurs: false,
    needs: 'webgpu',
  },
  'jax-wasm': { label: 'jax-js, `jit`, wasm', isOurs: false },
  'jax-webgl': { label: 'jax-js, `jit`, webgl', isOurs: false, needs: 'webgl', isHopelessImitated: true },
  'jax-webgpu': { label: 'jax-js, `jit`, webgpu', isOurs: false, needs: 'webgpu' },
} as const satisfies Record<string, Description>;

export type ContestantName = keyof typeof DESCRIPTIONS;
export const CONTESTANTS = Object.keys(DESCRIPTIONS) as ContestantName[];
export const describe = (name: ContestantName): Description => DESCRIPTIONS[name];

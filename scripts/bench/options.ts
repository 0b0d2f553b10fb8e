/** What was asked for on the command line. */
import { parseArgs } from 'node:util';
import { ENGINE_CHOICES, type EngineChoice } from '../../src/core/experiment';
import { PRESET_NAMES, type PresetName } from '../../src/core/presets';
import { CONTESTANTS, type ContestantName } from '../bench-lab/contestants/names';

const STAGES = ['steps', 'page', 'panels', 'pen', 'auto'] as const;
export type Stage = (typeof STAGES)[number];

export interface BenchOptions {
  readonly stages: ReadonlySet<Stage>;
  readonly only: readonly ContestantName[];
  /** Whether `only` was written down: who is called by name takes part even where it will be hopelessly slow. */
  readonly isCalledByName: boolean;
  /** Whether lab and page are cross-origin isolated, as the page is from its second load on: `simd` and jax-js use threads there. */
  readonly isIsolated: boolean;
  readonly rounds: number;
  /** Milliseconds that a contestant's turn in a round should last, give or take. */
  readonly lapMs: number;
  /** What each stage on the page trains with. */
  readonly engines: Readonly<Record<'page' | 'pen' | 'auto', readonly EngineChoice[]>>;
  /** What trains while the pen is measured. */
  readonly presets: readonly PresetName[];
  /** Digits drawn with the pen while training, and again at rest. */
  readonly drawings: number;
  /** How long a run lasts that is only to show its speed. */
  readonly trainSeconds: number;
  readonly json: string;
  /** Handed to Chromium: what it takes to reach a graphics card without a screen differs from machine to machine. */
  readonly browserArgs: readonly string[];
}

export const USAGE = `npm run bench -- [options]
  --stages NAMES   what to measure, separated by commas (all of them):
    steps   ms per training step, of our engines and of other libraries
    page    the page, from a click on Train to 97%
    panels  what the page's panels cost
    pen     from the pen's move to the answer, while the page trains and at rest
    auto    how true the page's own benchmark of its engines is, and which of them auto takes
  --only NAMES     in "steps": ${CONTESTANTS.join(', ')}
  --isolated       in cross-origin isolated pages, where simd and jax-js use threads
  --rounds N       in "steps": how often each takes its turn (7)
  --engines NAMES  in "page" (simd), "pen" (webgpu,webgl,simd,tfjs-wasm) and "auto" (webgpu,webgl,simd)
  --presets NAMES  in "pen": what trains meanwhile (standard)
  --json FILE      where the numbers go (bench-results.json)
  --browser-args "SWITCHES"  for Chromium, separated by blanks, such as "--use-angle=vulkan"
  --quick          all of it short: three short rounds, and no stage but "steps" unless asked for`;

/** The names in a list such as "a,b", in the order of `known`. Throws an Error that says which is none, and of what. */
function namesIn<T extends string>(text: string, known: readonly T[], what: string): readonly T[] {
  const asked = text.split(',').filter((name) => name !== '');
  const unknown = asked.find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`No ${what} is called ${unknown}.`);
  return known.filter((name) => asked.includes(name));
}

/** `--browser-args "--a --b"` as one word, `--browser-args=--a --b`: a value that begins with a dash is refused otherwise. */
const withSwitchesAttached = (args: readonly string[]): string[] =>
  args.flatMap((arg, i) => {
    if (args[i - 1] === '--browser-args') return [];
    return arg === '--browser-args' ? [`${arg}=${args[i + 1] ?? ''}`] : [arg];
  });

/** Throws an Error that says what cannot be understood. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: withSwitchesAttached(args),
    options: {
      stages: { type: 'string' },
      only: { type: 'string' },
      isolated: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      engines: { type: 'string' },
      presets: { type: 'string', default: 'standard' },
      json: { type: 'string', default: 'bench-results.json' },
      'browser-args': { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const rounds = Number(values.rounds ?? (quick ? 3 : 7));
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1.');
  const engines = (usual: string) => namesIn(values.engines ?? usual, ENGINE_CHOICES, 'engine');
  return {
    stages: new Set(namesIn(values.stages ?? (quick ? 'steps' : STAGES.join()), STAGES, 'stage')),
    only: namesIn(values.only ?? CONTESTANTS.join(), CONTESTANTS, 'contestant'),
    isCalledByName: values.only !== undefined,
    isIsolated: values.isolated,
    rounds,
    lapMs: quick ? 100 : 300,
    engines: {
      page: engines('simd'),
      pen: engines('webgpu,webgl,simd,tfjs-wasm'),
      auto: engines('webgpu,webgl,simd').filter((name) => name !== 'auto'),
    },
    presets: namesIn(values.presets, PRESET_NAMES, 'preset'),
    drawings: quick ? 3 : 9,
    trainSeconds: quick ? 3 : 8,
    json: values.json,
    browserArgs: values['browser-args'].split(' ').filter((arg) => arg !== ''),
  };
}

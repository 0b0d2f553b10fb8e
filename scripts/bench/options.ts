/** What was asked for on the command line. */
import { parseArgs } from 'node:util';
import { CONTESTANTS, type ContestantName } from '../bench-lab/contestants/names';

export interface BenchOptions {
  readonly only: readonly ContestantName[];
  readonly rounds: number;
  /** Milliseconds that a contestant's turn in a round should last, give or take. */
  readonly lapMs: number;
  /** Engines to train the page with until it is accurate; may be none. */
  readonly pageEngines: readonly string[];
  /** Whether to measure what the panels for looking inside cost. */
  readonly panels: boolean;
  readonly json: string;
  /** Handed to Chromium: what it takes to reach a graphics card without a screen differs from machine to machine. */
  readonly browserArgs: readonly string[];
}

export const USAGE = `npm run bench -- [options]
  --only NAMES    contestants, separated by commas; of ${CONTESTANTS.join(', ')}
  --rounds N      how often each takes its turn (7)
  --page ENGINES  engines that train the page up to 97%, separated by commas, or "none" (simd)
  --no-panels     leaves out what the page's panels cost
  --json FILE     where the numbers go (bench-results.json)
  --browser-args=SWITCHES  for Chromium, separated by blanks, such as "--use-angle=vulkan"
  --quick         three short rounds, and no page`;

const list = (text: string): string[] => text.split(',').filter((name) => name !== '' && name !== 'none');

/** Throws an Error that says what cannot be understood. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      page: { type: 'string' },
      'no-panels': { type: 'boolean', default: false },
      json: { type: 'string', default: 'bench-results.json' },
      'browser-args': { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
    },
  });
  const asked = list(values.only ?? CONTESTANTS.join());
  const unknown = asked.find((name) => !(CONTESTANTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`No contestant is called ${unknown}.`);
  const rounds = Number(values.rounds ?? (values.quick ? 3 : 7));
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1.');
  return {
    only: CONTESTANTS.filter((name) => asked.includes(name)),
    rounds,
    lapMs: values.quick ? 100 : 300,
    pageEngines: list(values.page ?? (values.quick ? 'none' : 'simd')),
    panels: !values['no-panels'] && !values.quick,
    json: values.json,
    browserArgs: values['browser-args'].split(' ').filter((arg) => arg !== ''),
  };
}

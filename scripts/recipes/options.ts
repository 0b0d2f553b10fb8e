/** What was asked for on the command line. */
import { parseArgs } from 'node:util';
import { PRESET_NAMES, type PresetName } from '../../src/core/presets';

export interface RecipeOptions {
  readonly recipes: readonly PresetName[];
  readonly seeds: readonly number[];
  /** File of pen digits. */
  readonly pens: string;
  readonly json: string;
  /** Folder in which each trained network is kept; undefined for none. */
  readonly networks: string | undefined;
}

export const USAGE = `npm run bench:recipes -- [options]
  --only NAMES   recipes, separated by commas; of ${PRESET_NAMES.join(', ')}
  --seeds LIST   whole numbers, separated by commas (1,2,3)
  --pens FILE    digits written with a pen, to be read as well (../shared/pen-strokes/pendigits-dev.json)
  --json FILE    where the numbers go, run by run (bench-recipes.json); runs that are in it are not trained again
  --networks DIR folder to keep each network in, as safetensors, which the page takes in (bench:hands -- --network FILE)`;

/** Throws an Error that says what cannot be understood. */
export function readOptions(args: readonly string[]): RecipeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: PRESET_NAMES.join() },
      seeds: { type: 'string', default: '1,2,3' },
      pens: { type: 'string', default: '../shared/pen-strokes/pendigits-dev.json' },
      json: { type: 'string', default: 'bench-recipes.json' },
      networks: { type: 'string' },
    },
  });
  const asked = values.only.split(',');
  const unknown = asked.find((name) => !(PRESET_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`No recipe is called ${unknown}.`);
  const seeds = values.seeds.split(',').map(Number);
  if (!seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)) {
    throw new Error('--seeds wants whole numbers from 0.');
  }
  return {
    recipes: PRESET_NAMES.filter((name) => asked.includes(name)),
    seeds,
    pens: values.pens,
    json: values.json,
    networks: values.networks,
  };
}

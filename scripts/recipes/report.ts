/** The runs of the recipes as Markdown, to be read here and pasted into README. */
import type { Experiment } from '../../src/core/experiment';
import { layerSizesOf, parameterCount } from '../../src/core/network';
import { PRESET_NAMES, type PresetName } from '../../src/core/presets';

export interface RecipeRun {
  readonly recipe: PresetName;
  readonly experiment: Experiment;
  readonly validationAccuracyFraction: number;
  readonly testAccuracyFraction: number;
  /** Of the pen digits; absent where their file is. */
  readonly penAccuracyFraction?: number;
  readonly trainSeconds: number;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)}%`;

/** "99.05% (99.01 to 99.10)": the mean, and the lowest and highest. */
function meanAndSpread(fractions: readonly number[]): string {
  const least = (100 * Math.min(...fractions)).toFixed(2);
  const greatest = (100 * Math.max(...fractions)).toFixed(2);
  return fractions.length > 1
    ? `${percent(mean(fractions))} (${least} to ${greatest})`
    : percent(fractions[0]!);
}

function row(recipe: PresetName, runs: readonly RecipeRun[]): string[] {
  const { hidden, epochs } = runs[0]!.experiment;
  const sizes = layerSizesOf(hidden);
  const pen = runs.flatMap(({ penAccuracyFraction }) => penAccuracyFraction ?? []);
  return [
    `\`${recipe}\``,
    sizes.join('-'),
    parameterCount(sizes).toLocaleString('en-GB'),
    String(epochs),
    meanAndSpread(runs.map(({ testAccuracyFraction }) => testAccuracyFraction)),
    pen.length > 0 ? meanAndSpread(pen) : '–',
    mean(runs.map(({ trainSeconds }) => trainSeconds)).toFixed(0),
    String(runs.length),
  ];
}

/** One line per recipe that has runs. */
export function recipeTable(runs: readonly RecipeRun[]): string {
  const head = [
    'recipe',
    'units',
    'weights',
    'epochs',
    'test digits right',
    'pen digits right',
    'seconds',
    'seeds',
  ];
  const rows = PRESET_NAMES.flatMap((recipe) => {
    const own = runs.filter((run) => run.recipe === recipe);
    return own.length > 0 ? [row(recipe, own)] : [];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

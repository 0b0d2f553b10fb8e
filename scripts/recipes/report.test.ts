import { expect, it } from 'vitest';
import { PRESETS } from '../../src/core/presets';
import { readOptions } from './options';
import { type RecipeRun, recipeTable } from './report';

const run = (recipe: RecipeRun['recipe'], seed: number, test: number, pen?: number): RecipeRun => ({
  recipe,
  experiment: { ...PRESETS[recipe].experiment, seed },
  validationAccuracyFraction: 0.5,
  testAccuracyFraction: test,
  ...(pen === undefined ? {} : { penAccuracyFraction: pen }),
  trainSeconds: 10 * seed,
});

it('gives mean and spread of each recipe that ran, in the order of the presets', () => {
  const runs = [
    run('tfjs-dense', 1, 0.93),
    run('quick', 1, 0.978, 0.9),
    run('quick', 2, 0.979, 0.91),
    run('quick', 3, 0.9804, 0.95),
  ];
  const [, , quick, tfjs, ...rest] = recipeTable(runs).split('\n');
  expect(quick).toBe(
    '| `quick` | 784-256-128-10 | 235,146 | 5 | 97.91% (97.80 to 98.04) | 92.00% (90.00 to 95.00) | 20 | 3 |',
  );
  expect(tfjs).toBe('| `tfjs-dense` | 784-42-10 | 33,400 | 3 | 93.00% | – | 10 | 1 |');
  expect(rest).toEqual([]);
});

it('knows which recipes and seeds are meant, and says what it does not know', () => {
  expect(readOptions(['--only', 'tfjs-dense,quick', '--seeds', '7,8', '--networks', 'kept'])).toEqual({
    recipes: ['quick', 'tfjs-dense'],
    seeds: [7, 8],
    pens: '../shared/pen-strokes/pendigits-dev.json',
    json: 'bench-recipes.json',
    networks: 'kept',
  });
  expect(readOptions([])).toMatchObject({ seeds: [1, 2, 3], networks: undefined });
  expect(() => readOptions(['--only', 'slow'])).toThrow('No recipe is called slow.');
  expect(() => readOptions(['--seeds', '1,x'])).toThrow('--seeds wants whole numbers');
});

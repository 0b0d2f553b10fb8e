/**
 * How good the recipes are: `npm run bench:recipes` trains each over several seeds as the page would, on the SIMD engine in
 * Node, and prints what came out. The champion alone takes most of the time; `-- --help` says how to leave it out.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../src/core/experiment';
import { formatAddress } from '../src/core/experiment-url';
import { EvaluationAccumulator } from '../src/core/metrics';
import { PRESETS } from '../src/core/presets';
import { networkFile } from './recipes/network-file';
import { readOptions, USAGE } from './recipes/options';
import { loadPenPictures } from './recipes/pen-pictures';
import { type RecipeRun, recipeTable } from './recipes/report';
import { loadDigits } from './training/load-digits';
import { loadKernels } from './training/load-kernels';
import { type Trained, trainExperiment } from './training/train';

/** A sign of life after so many epochs. */
const NEWS_EPOCHS = 10;

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
const { recipes, seeds, pens, json, networks } = readOptions(process.argv.slice(2));
const digits = await loadDigits();
const kernels = await loadKernels();
const pen = loadPenPictures(pens);
if (!pen) console.log(`No pen digits: there is no ${pens}.`);

async function penAccuracy(engine: Trained['engine']): Promise<number | undefined> {
  if (!pen) return undefined;
  const readings = new EvaluationAccumulator('test');
  readings.add(await engine.predict(pen.pixels, pen.count), pen.labels);
  return readings.result().accuracyFraction;
}

const runs: RecipeRun[] = existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as RecipeRun[]) : [];
const addressOf = (experiment: Experiment): string => formatAddress(experiment, false);
const wanted = recipes.flatMap((recipe) =>
  seeds.map((seed) => ({ recipe, experiment: { ...PRESETS[recipe].experiment, seed } })),
);
for (const { recipe, experiment } of wanted) {
  if (runs.some((run) => addressOf(run.experiment) === addressOf(experiment))) continue;
  const trained = await trainExperiment(experiment, digits, kernels, (epoch, accuracy) => {
    if (epoch % NEWS_EPOCHS !== 0) return;
    console.log(`${recipe}, seed ${experiment.seed}, epoch ${epoch}: validation ${accuracy.toFixed(4)}`);
  });
  const { engine, validationAccuracyFraction, testAccuracyFraction, trainSeconds } = trained;
  if (networks !== undefined) {
    mkdirSync(networks, { recursive: true });
    const name = `${recipe}-${experiment.seed}`;
    writeFileSync(join(networks, `${name}.safetensors`), networkFile(name, experiment, trained.weights));
  }
  const penAccuracyFraction = await penAccuracy(engine);
  runs.push({
    recipe,
    experiment,
    validationAccuracyFraction,
    testAccuracyFraction,
    ...(penAccuracyFraction === undefined ? {} : { penAccuracyFraction }),
    trainSeconds,
  });
  writeFileSync(json, `${JSON.stringify(runs, null, 2)}\n`);
  const pens = penAccuracyFraction === undefined ? '' : `, pen ${penAccuracyFraction.toFixed(4)}`;
  console.log(
    `${recipe}, seed ${experiment.seed}: test ${testAccuracyFraction.toFixed(4)}${pens}, ${trainSeconds.toFixed(0)} s`,
  );
}
const addresses = new Set(wanted.map(({ experiment }) => addressOf(experiment)));
console.log(`\n${recipeTable(runs.filter(({ experiment }) => addresses.has(addressOf(experiment))))}`);
// The training loop's message channel would keep Node waiting.
process.exit();

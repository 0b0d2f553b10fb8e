/**
 * Programs for Keras: Python compiles them, and what of them needs no Keras is run, with NumPy where that is installed, against
 * the page's own numbers. Keras itself is stood in for by a few empty names.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATIONS, type Experiment, OPTIMIZERS, SCHEDULES } from '../../core/experiment';
import { initialWeights } from '../../core/initial-weights';
import { layerSizesOf, PIXEL_COUNT } from '../../core/network';
import { PRESETS } from '../../core/presets';
import { learningRateAt } from '../../core/schedule';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import { networkToSafetensors } from '../network-safetensors';
import { networkToNpz } from '../npz';
import { oneOfEach } from '../testing/networks';
import type { CodeSubject } from './code-parts';
import { loadWeightsScript } from './load-weights-script';
import { notebook } from './notebook';
import { trainScript } from './train-script';

const folder = mkdtempSync(join(tmpdir(), 'inkling-keras-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const python = (...args: readonly string[]): string | undefined => {
  try {
    return execFileSync('python3', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
const told = python('-c', 'import importlib.util; print(importlib.util.find_spec("numpy") is not None)');
const hasPython = told !== undefined;
const hasNumpy = told?.startsWith('True') ?? false;

const HOSTILE = 'amber "otter" \\ """ \' {x} $x$ 数 🦦 \n # <b>';
const subject = (changes: Partial<Experiment>): CodeSubject => ({
  name: HOSTILE,
  experiment: { ...PRESETS.standard.experiment, ...changes },
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', HOSTILE],
  remarks: [`In the browser: ${HOSTILE}.`],
});

const experiments: Partial<Experiment>[] = [
  ...ACTIVATIONS.map((activation) => ({ activation })),
  ...OPTIMIZERS.map((optimizer) => ({ optimizer, weightDecay: 0.0001, dropout: 0.2 })),
  ...SCHEDULES.map((schedule) => ({ schedule, patience: 3, augment: false })),
  { hidden: [], firstLayer: 'random', learningRate: 0.000001 },
];

/** What stands in for Keras where nothing of it is called but its names. */
const STAND_IN = `
import sys, types
import numpy as np
class Anything:
    def __getattr__(self, name): return Anything()
    def __call__(self, *args, **kwargs): return args[0] if args and isinstance(args[0], type) else Anything()
class Schedule: pass
ops = types.SimpleNamespace(cast=lambda x, dtype: np.float64(x), where=np.where, cos=np.cos, ones_like=np.ones_like)
keras = types.ModuleType("keras")
keras.__getattr__ = lambda name: Anything()
keras.ops = ops
keras.optimizers = types.SimpleNamespace(schedules=types.SimpleNamespace(LearningRateSchedule=Schedule))
keras.saving = types.SimpleNamespace(register_keras_serializable=lambda package: lambda cls: cls)
sys.modules["keras"] = keras
`;

if (!hasPython) {
  it('is not compiled, for there is no Python here', () =>
    console.log('no python3: programs for Keras are not compiled'));
} else {
  it('a program for Keras compiles, whatever the experiment and its name, which it keeps', () => {
    const paths = experiments.flatMap((changes, i) => {
      const { cells } = JSON.parse(notebook(subject(changes))) as {
        cells: { cell_type: string; source: string[] }[];
      };
      const code = cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));
      return [put(`train_${i}.py`, trainScript(subject(changes))), put(`cells_${i}.py`, code.join('\n'))];
    });
    paths.push(put('load_weights.py', loadWeightsScript({ weightsFile: HOSTILE, activation: 'relu' })));
    const check = `import ast, json, py_compile, sys, warnings
warnings.simplefilter("error")
for path in sys.argv[1:]:
    py_compile.compile(path, doraise=True)
tree = ast.parse(open("train_0.py").read())
print(json.dumps([ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id in ("NAME", "CLASS_NAMES")]))
`;
    const [name, classNames] = JSON.parse(python('-c', check, ...paths)!) as [string, string[]];
    expect(name).toBe(HOSTILE);
    expect(classNames[9]).toBe(HOSTILE);
  });
}

if (!hasNumpy) {
  it('is not run, for there is no NumPy here', () =>
    console.log('no numpy: programs for Keras are compiled but not run'));
} else {
  describe('what NumPy makes of it', () => {
    const COUNT = 5;
    const STEPS = [0, 1, 9, 10, 50, 99, 100, 150, 179, 199];
    const networks = oneOfEach();
    const beginnings = {
      gabor: { hidden: [9, 4], firstLayer: 'gabor', activation: 'relu', seed: 4_294_967_295 },
      normal: { hidden: [9, 4], firstLayer: 'random', activation: 'elu', seed: 42 },
      glorot: { hidden: [9], firstLayer: 'random', activation: 'tanh', seed: 0 },
      none: { hidden: [], firstLayer: 'random', activation: 'relu', seed: 7 },
    } as const;
    const pixels = Uint8Array.from({ length: COUNT * PIXEL_COUNT }, (_, i) => (i * 37) % 256);
    const floats = (name: string): Float32Array =>
      new Float32Array(new Uint8Array(readFileSync(join(folder, name))).buffer);
    let rates: Record<string, number[]>;

    // Python takes long to begin: it does so once.
    beforeAll(() => {
      put('pixels.bin', pixels);
      for (const network of networks) {
        const { activation } = network;
        put(`${activation}.npz`, networkToNpz(network, new Date('2026-11-26T12:00:00Z')));
        put(`${activation}.safetensors`, networkToSafetensors(network));
        put(`load_${activation}.py`, loadWeightsScript({ weightsFile: 'weights.npz', activation }));
      }
      for (const [name, changes] of Object.entries(beginnings))
        put(`begin_${name}.py`, trainScript(subject(changes)));
      for (const schedule of SCHEDULES)
        put(`rate_${schedule}.py`, trainScript(subject({ schedule, learningRate: 0.1 })));
      put(
        'check.py',
        `${STAND_IN}
import importlib, json
x = np.fromfile("pixels.bin", dtype=np.uint8).reshape(${COUNT}, 28, 28) / np.float32(255)
for activation in ${JSON.stringify(ACTIVATIONS)}:
    load = importlib.import_module("load_" + activation)
    for ending in (".npz", ".safetensors"):
        load.forward(load.read_weights(activation + ending), x).astype("<f4").tofile(activation + ending + ".out")
for name in ${JSON.stringify(Object.keys(beginnings))}:
    kernels = importlib.import_module("begin_" + name).initial_kernels()
    np.concatenate([kernel.ravel() for kernel in kernels]).astype("<f4").tofile(name + ".kernels")
rates = {}
for name in ("cosine", "step"):
    train = importlib.import_module("rate_" + name)
    schedule = train.InklingSchedule(train.LEARNING_RATE, train.SCHEDULE, 200)
    rates[name] = [float(schedule(step)) for step in ${JSON.stringify(STEPS)}]
print(json.dumps(rates))
`,
      );
      rates = JSON.parse(python('check.py')!) as Record<string, number[]>;
    }, 60_000);

    it.each(networks.map((network) => [network.activation, network] as const))(
      'with %s, both files of weights read as here',
      (activation, { weights }) => {
        const ours = softmaxRows(forwardPass(weights, activation, pixels, COUNT).logits, 10);
        for (const ending of ['npz', 'safetensors']) {
          const theirs = floats(`${activation}.${ending}.out`);
          expect(theirs).toHaveLength(ours.length);
          for (const [i, probability] of ours.entries()) expect(theirs[i]).toBeCloseTo(probability, 5);
        }
      },
    );

    it.each(Object.entries(beginnings))('begins with the run’s own weights: %s', (name, changes) => {
      const { hidden, activation, seed, firstLayer } = subject(changes).experiment;
      const layers = initialWeights({ layerSizes: layerSizesOf(hidden), activation }, seed, firstLayer);
      const ours = layers.flatMap(({ kernel }) => Array.from(kernel));
      const theirs = floats(`${name}.kernels`);
      expect(theirs).toHaveLength(ours.length);
      const differences = ours.map((weight, i) => Math.abs(weight - theirs[i]!));
      expect(differences.reduce((greatest, difference) => Math.max(greatest, difference))).toBeLessThan(1e-6);
    });

    it.each(['cosine', 'step'] as const)('has the run’s own learning rates: %s', (schedule) => {
      for (const [i, step] of STEPS.entries())
        expect(rates[schedule]![i]).toBeCloseTo(learningRateAt(schedule, 0.1, step, 200), 10);
    });
  });
}

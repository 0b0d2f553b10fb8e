/**
 * Programs for Keras: Python compiles them, and what of them needs no Keras is run, with NumPy where that is installed, against
 * the page's own numbers. Keras itself is stood in for by a few empty names.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
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
    return execFileSync('python3', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
const hasPython = python('--version') !== undefined;
const hasNumpy =
  hasPython && python('-c', 'import importlib.util; print(importlib.util.find_spec("numpy") is not None)')!.startsWith('True');

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
  it('is not compiled, for there is no Python here', () => console.log('no python3: programs for Keras are not compiled'));
} else {
  describe('a program for Keras', () => {
    it('compiles, whatever the experiment and its name', () => {
      const paths = experiments.flatMap((changes, i) => {
        const { cells } = JSON.parse(notebook(subject(changes))) as {
          cells: { cell_type: string; source: string[] }[];
        };
        const code = cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));
        return [put(`train_${i}.py`, trainScript(subject(changes))), put(`cells_${i}.py`, code.join('\n'))];
      });
      paths.push(put('load_weights.py', loadWeightsScript({ weightsFile: HOSTILE, activation: 'relu' })));
      expect(() => python('-W', 'error', '-m', 'py_compile', ...paths)).not.toThrow();
    });

    it('keeps names as they are', () => {
      put('named.py', trainScript(subject({})));
      const told = python('-c', 'import ast; t = ast.parse(open("named.py").read()); print(ascii([ast.literal_eval(n.value) for n in t.body if isinstance(n, ast.Assign) and n.targets[0].id == "NAME"][0]), end="")');
      expect(told).toBe(python('-c', `print(ascii(${JSON.stringify(HOSTILE)}), end="")`));
    });
  });
}

if (!hasNumpy) {
  it('is not run, for there is no NumPy here', () => console.log('no numpy: programs for Keras are compiled but not run'));
} else {
  describe('what NumPy makes of it', () => {
    it.each(oneOfEach().map((network) => [network.activation, network] as const))(
      'with %s, both files of weights read as here',
      (activation, network) => {
        const count = 5;
        const pixels = Uint8Array.from({ length: count * PIXEL_COUNT }, (_, i) => (i * 37) % 256);
        put('weights.npz', networkToNpz(network, new Date('2026-11-26T12:00:00Z')));
        put('weights.safetensors', networkToSafetensors(network));
        put('load_weights.py', loadWeightsScript({ weightsFile: 'weights.npz', activation }));
        put('pixels.bin', pixels);
        put(
          'check.py',
          `import numpy as np, load_weights as w
x = np.fromfile("pixels.bin", dtype=np.uint8).reshape(${count}, 28, 28) / np.float32(255)
for path in ("weights.npz", "weights.safetensors"):
    w.forward(w.read_weights(path), x).astype("<f4").tofile(path + ".out")
`,
        );
        python('check.py');
        const ours = softmaxRows(forwardPass(network.weights, activation, pixels, count).logits, 10);
        for (const path of ['weights.npz', 'weights.safetensors']) {
          const theirs = new Float32Array(new Uint8Array(readFileSync(join(folder, `${path}.out`))).buffer);
          expect(theirs).toHaveLength(ours.length);
          for (const [i, probability] of ours.entries()) expect(theirs[i]).toBeCloseTo(probability, 5);
        }
      },
    );

    it.each([
      ['gabor', { hidden: [9, 4], firstLayer: 'gabor', activation: 'relu', seed: 4_294_967_295 }],
      ['random', { hidden: [9, 4], firstLayer: 'random', activation: 'elu', seed: 42 }],
      ['glorot', { hidden: [9], firstLayer: 'random', activation: 'tanh', seed: 0 }],
      ['none', { hidden: [], firstLayer: 'random', activation: 'relu', seed: 7 }],
    ] as const)('begins with the run’s own weights: %s', (name, changes) => {
      const { experiment } = subject(changes);
      put(`begin_${name}.py`, trainScript(subject(changes)));
      put('check.py', `${STAND_IN}\nimport begin_${name} as train\nnp.concatenate([k.ravel() for k in train.initial_kernels()]).astype("<f4").tofile("kernels.bin")\n`);
      python('check.py');
      const theirs = new Float32Array(new Uint8Array(readFileSync(join(folder, 'kernels.bin'))).buffer);
      const layers = initialWeights(
        { layerSizes: layerSizesOf(experiment.hidden), activation: experiment.activation },
        experiment.seed,
        experiment.firstLayer,
      );
      const ours = layers.flatMap(({ kernel }) => [...kernel]);
      expect(theirs).toHaveLength(ours.length);
      let greatest = 0;
      for (const [i, weight] of ours.entries()) greatest = Math.max(greatest, Math.abs(weight - theirs[i]!));
      expect(greatest).toBeLessThan(1e-6);
    });

    it.each(SCHEDULES)('has the run’s own learning rates: %s', (schedule) => {
      put(`rate_${schedule}.py`, trainScript(subject({ schedule, learningRate: 0.1 })));
      const steps = [0, 1, 9, 10, 50, 99, 100, 150, 179, 199];
      put('check.py', `${STAND_IN}\nimport rate_${schedule} as train\ns = train.InklingSchedule(train.LEARNING_RATE, train.SCHEDULE, 200)\nprint([float(s(step)) for step in ${JSON.stringify(steps)}] if train.SCHEDULE != "constant" else [train.LEARNING_RATE] * ${steps.length})\n`);
      const rates = JSON.parse(python('check.py')!) as number[];
      for (const [i, step] of steps.entries()) expect(rates[i]).toBeCloseTo(learningRateAt(schedule, 0.1, step, 200), 10);
    });
  });
}

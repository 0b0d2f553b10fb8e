import type { Experiment } from '../../core/experiment';
import { PRESETS } from '../../core/presets';
import {
  type Curve,
  type Curves,
  type RunRecord,
  type WeightsRecord,
  type WeightsRole,
  weightsRecord,
} from '../run-record';

const noCurve: Curve = { steps: [], values: [], seconds: [], length: 0 };
const noCurves: Curves = {
  trainLoss: noCurve,
  trainAccuracy: noCurve,
  validationLoss: noCurve,
  validationAccuracy: noCurve,
};

const TINY: Experiment = { ...PRESETS.quick.experiment, hidden: [1], optimizer: 'sgd' };

/** For tests: a paused run of a network with one hidden unit, trained with plain gradient descent. */
export const aRun = (id: string, changes: Partial<RunRecord> = {}): RunRecord => ({
  version: 2,
  id,
  name: `Run ${id}`,
  colour: 3,
  createdAt: 1000,
  updatedAt: 2000,
  pinned: false,
  hidden: false,
  origin: 'trained',
  imported: null,
  datasetId: 'mnist',
  parentId: null,
  seriesId: null,
  experiment: TINY,
  began: changes.experiment ?? TINY,
  stopping: { epoch: 0, best: null },
  changes: [],
  engine: 'simd',
  status: 'paused',
  step: 10,
  totalSteps: 100,
  stepsPerEpoch: 20,
  trainSeconds: 1.5,
  cause: 'training',
  temperature: 1,
  best: null,
  last: null,
  test: null,
  curves: noCurves,
  ...changes,
});

/** For tests: a network of such a run, every number of which is `value`. 805 of them, 3220 bytes. */
export const someWeights = (runId: string, value: number, role: WeightsRole = 'last'): WeightsRecord =>
  weightsRecord(runId, role, {
    step: 10,
    weights: [
      { kernel: new Float32Array(784).fill(value), bias: Float32Array.of(value) },
      { kernel: new Float32Array(10).fill(value), bias: new Float32Array(10).fill(value) },
    ],
    slots: [],
  });

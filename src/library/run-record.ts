/**
 * What is kept of a run: its record, plain values that JSON can hold, and apart from it its networks, up to two: the one it
 * has come to, and the best one so far. Whatever is read from storage or a file passes through these schemas, which fill
 * in what a record may lack and refuse what is not what it should be.
 */
import { MNIST } from '../core/dataset';
import * as v from 'valibot';
import { ENGINE_NAMES } from '../core/engines';
import { INPUT_SCALINGS } from '../core/input-scaling';
import { changesSchema, experimentSchema } from '../core/experiment-schema';
import type { TrainState } from '../core/network';
import type { NetworkCause } from '../core/network-identity';
import { sizeBytesOf } from './network-shape';
import { runName } from '../core/experiment/run-name';
import { RUN_COLOUR_COUNT, runColour } from './run-colour';
import { count, fraction, stateSchema } from './schema-parts';

export const RUN_RECORD_VERSION = 2;
export const MAX_NAME_LENGTH = 80;

export const RUN_ORIGINS = ['trained', 'fine-tuned', 'pretrained', 'imported'] as const;
/** 'training', found when the page starts, means interrupted. */
export const RUN_STATUSES = ['training', 'paused', 'finished', 'stopped', 'failed'] as const;
const CAUSES = [
  'training',
  'best',
  'fine-tuning',
  'undo',
  'roll-back',
  'pretrained',
  'imported',
] as const satisfies readonly NetworkCause[];

/** A measured number: NaN where it is not known, or was none (a loss beyond all bounds). JSON writes that as null. */
const measured = v.pipe(
  v.union([v.number(), v.nan(), v.null()]),
  v.transform((value) => (value === null || !Number.isFinite(value) ? Number.NaN : value)),
);
const column = v.array(measured);

/**
 * values[i] was measured at step steps[i], when seconds[i] had been spent on training; steps rise. Seconds are NaN where
 * nobody noted them. What the columns hold beyond `length` is cut off.
 */
const curveSchema = v.pipe(
  v.object({ steps: v.array(count), values: column, seconds: v.optional(column), length: count }),
  v.transform(({ steps, values, seconds, length }) => ({
    steps: steps.slice(0, length),
    values: values.slice(0, length),
    seconds:
      seconds?.slice(0, length) ?? Array.from({ length: Math.min(length, steps.length) }, () => Number.NaN),
    length,
  })),
  v.check(
    ({ steps, values, seconds, length }) => [steps, values, seconds].every((cut) => cut.length === length),
    'Its columns are not as long as each other',
  ),
  v.check(({ steps }) => steps.every((step, i) => i === 0 || step >= steps[i - 1]!), 'Its steps do not rise'),
);

const noCurve = () => ({ steps: [], values: [], seconds: [], length: 0 });
const curve = v.optional(curveSchema, noCurve);

/** What a split's digits gave at a step. */
const metricSchema = v.object({ step: count, loss: measured, accuracyFraction: fraction });
const metric = v.optional(v.nullable(metricSchema), null);

const time = v.pipe(v.number(), v.finite());
const idSchema = v.pipe(v.string(), v.regex(/^[^/]{1,100}$/, 'Not an id'));

export const runRecordSchema = v.pipe(
  v.object({
    version: v.literal(RUN_RECORD_VERSION),
    id: idSchema,
    /** The visitor may change it. By default one that is easily remembered. */
    name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH))),
    /** Index into the palette of run colours. */
    colour: v.optional(v.pipe(count, v.maxValue(RUN_COLOUR_COUNT - 1))),
    /** Milliseconds since 1970, as updatedAt. */
    createdAt: time,
    updatedAt: time,
    pinned: v.optional(v.boolean(), false),
    hidden: v.optional(v.boolean(), false),
    origin: v.optional(v.picklist(RUN_ORIGINS), 'trained'),
    /** Of an imported network: what it came in, and how its pixels are scaled, which was folded into its first layer. */
    imported: v.optional(
      v.nullable(
        v.object({
          fileName: v.pipe(v.string(), v.maxLength(MAX_NAME_LENGTH)),
          scaling: v.picklist(INPUT_SCALINGS),
          /** The step it came in at: trained on from there, its scaling can be changed no more. */
          step: count,
        }),
      ),
      null,
    ),
    datasetId: v.optional(v.pipe(v.string(), v.minLength(1)), MNIST.id),
    /** The run whose network this one began with, fine-tuned or as it was at its best epoch; null for others. */
    parentId: v.optional(v.nullable(idSchema), null),
    /** What belongs to one series has its id in common; null for a run by itself. */
    seriesId: v.optional(v.nullable(idSchema), null),
    /** As it is now, with all changes. */
    experiment: experimentSchema,
    /** As the run began. Left out by records of runs that were never changed on the way. */
    began: v.optional(experimentSchema),
    /** Made on the way, oldest first: a field's value from that step on. */
    changes: v.optional(v.array(v.object({ step: count, changes: changesSchema })), () => []),
    /** The last that trained it; null when none did, or it is not known. */
    engine: v.optional(v.nullable(v.picklist(ENGINE_NAMES)), null),
    status: v.picklist(RUN_STATUSES),
    step: count,
    totalSteps: count,
    stepsPerEpoch: v.pipe(count, v.minValue(1)),
    trainSeconds: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
    /** How the network that is kept as the last came to be. */
    cause: v.optional(v.picklist(CAUSES), 'training'),
    /** What the logits are divided by before the softmax. 1 when never calibrated. */
    temperature: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0)), 1),
    /** Validation digits: the best accuracy so far, and the latest. */
    best: metric,
    last: metric,
    /** Whole epochs observed for early stopping, and the best of them; see core/training/early-stopping.ts. */
    stopping: v.optional(
      v.object({
        epoch: count,
        best: v.nullable(v.object({ epoch: count, accuracyFraction: fraction })),
      }),
      () => ({ epoch: 0, best: null }),
    ),
    /** Test digits; its step says of which network. */
    test: metric,
    curves: v.optional(
      v.object({ trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve }),
      () => ({
        trainLoss: noCurve(),
        trainAccuracy: noCurve(),
        validationLoss: noCurve(),
        validationAccuracy: noCurve(),
      }),
    ),
  }),
  v.transform((record) => ({
    ...record,
    began: record.began ?? record.experiment,
    name: record.name ?? runName(record.id),
    colour: record.colour ?? runColour(record.id),
  })),
);

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type RunRecord = Frozen<v.InferOutput<typeof runRecordSchema>>;
export type MetricAt = Frozen<v.InferOutput<typeof metricSchema>>;
export type Curve = Frozen<v.InferOutput<typeof curveSchema>>;
export type Curves = RunRecord['curves'];

/** Which of a run's networks: the one it has come to, or the one with the best validation accuracy. */
export type WeightsRole = 'last' | 'best';

export const weightsSchema = v.pipe(
  v.object({
    id: v.string(),
    runId: idSchema,
    step: count,
    /** Its slots may be none at all: optimiser memory that was not kept begins at zero. */
    state: stateSchema,
    sizeBytes: count,
  }),
  v.check(({ id, runId }) => id === `${runId}/last` || id === `${runId}/best`, 'Its id is not its run’s'),
  v.check(({ step, state }) => step === state.step, 'Its step is not its state’s'),
);

export type WeightsRecord = Readonly<Omit<v.InferOutput<typeof weightsSchema>, 'state'>> & {
  readonly state: TrainState;
};

export const weightsId = (runId: string, role: WeightsRole): string => `${runId}/${role}`;

/** The record in which a run's network is kept. It shares the state's arrays. */
export const weightsRecord = (runId: string, role: WeightsRole, state: TrainState): WeightsRecord => ({
  id: weightsId(runId, role),
  runId,
  step: state.step,
  state,
  sizeBytes: sizeBytesOf(state),
});

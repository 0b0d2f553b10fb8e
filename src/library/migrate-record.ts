/**
 * Brings what was kept of a run, by whichever edition of the page, to today's version: one migration for each version, each
 * from one to the next. Records of version 1 have no version and hold their weights themselves.
 */
import * as v from 'valibot';
import { type Fault, fail, ok, type Result } from '../core/fault';
import { SPLIT_RANGES } from '../core/splits';
import { type FirstEditionRecord, firstEditionSchema } from './first-edition';
import {
  type MetricAt,
  RUN_RECORD_VERSION,
  type RunRecord,
  runRecordSchema,
  type WeightsRecord,
  weightsRecord,
} from './run-record';

export interface Migrated {
  readonly record: RunRecord;
  /** A network that the older version kept within the record. It shares the old record's arrays. */
  readonly weights?: WeightsRecord;
}

/** A record on its way: of any version, and not known to be whole. */
interface Stage {
  readonly record: unknown;
  readonly weights?: WeightsRecord;
}

/** migrations[i] brings version i + 1 to i + 2. Throws a ValiError for a record that is not what its version wants. */
const MIGRATIONS: readonly ((stage: Stage) => Stage)[] = [
  ({ record }) => secondFromFirst(v.parse(firstEditionSchema, record)),
];

const versionSchema = v.object({ version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1) });

/** A run's record as it was found. Expected failures: damage, and a version newer than this edition's. */
export function migrateRecord(raw: unknown): Result<Migrated> {
  const versioned = v.safeParse(versionSchema, raw);
  if (!versioned.success) return fail(corruptRun(issueText(versioned.issues[0])));
  const { version } = versioned.output;
  if (version > RUN_RECORD_VERSION) return fail(tooNew(version));
  try {
    const stage = MIGRATIONS.slice(version - 1).reduce<Stage>((from, migrate) => migrate(from), {
      record: raw,
    });
    return ok({ ...stage, record: v.parse(runRecordSchema, stage.record) });
  } catch (error) {
    if (!v.isValiError(error)) throw error;
    return fail(corruptRun(issueText(error.issues[0])));
  }
}

/** detail: what is wrong with it, for engineers. */
export const corruptRun = (detail: string): Fault => ({
  code: 'run-corrupt',
  message: 'What is kept of this run is damaged and was left alone.',
  remedy: 'dismiss',
  detail,
});

const tooNew = (version: number): Fault => ({
  code: 'run-corrupt',
  message: 'This run was kept by a newer edition of this page: reload the page to see it.',
  remedy: 'dismiss',
  detail: `version ${version}`,
});

/** Where in a record something is wrong, and what. */
export const issueText = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`;

function secondFromFirst({ id, savedAt, testAccuracy, checkpoint, curves }: FirstEditionRecord): Stage {
  const { experiment, state, trainSeconds } = checkpoint;
  const stepsPerEpoch = Math.ceil(SPLIT_RANGES.train.count / experiment.batchSize);
  const totalSteps = stepsPerEpoch * experiment.epochs;
  const validation = validationOf(curves);
  return {
    record: {
      version: 2,
      id,
      createdAt: savedAt,
      updatedAt: savedAt,
      experiment,
      status: state.step >= totalSteps ? 'finished' : 'paused',
      step: state.step,
      totalSteps,
      stepsPerEpoch,
      trainSeconds,
      best: validation.reduce<MetricAt | null>(
        (best, point) => (best && best.accuracyFraction >= point.accuracyFraction ? best : point),
        null,
      ),
      last: validation.at(-1) ?? null,
      // The first edition kept no loss of the test digits.
      test:
        testAccuracy === null ? null : { step: state.step, loss: Number.NaN, accuracyFraction: testAccuracy },
      curves,
    },
    weights: weightsRecord(id, 'last', state),
  };
}

/** Both validation curves were measured at the same steps. */
const validationOf = ({ validationAccuracy, validationLoss }: FirstEditionRecord['curves']): MetricAt[] =>
  validationAccuracy.steps.map((step, i) => ({
    step,
    loss: validationLoss.values[i] ?? Number.NaN,
    accuracyFraction: validationAccuracy.values[i]!,
  }));

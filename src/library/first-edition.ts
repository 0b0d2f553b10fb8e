/**
 * Version 1 of what is kept of a run: the records that the page's first edition has put into the store `networks`. They
 * hold their weights themselves and have no number of their version.
 */
import * as v from 'valibot';
import { experimentSchema } from '../core/experiment-schema';
import { fits } from './network-shape';
import { count, fraction, stateSchema } from './schema-parts';

const numbers = v.pipe(v.array(v.number()), v.readonly());
const curveSchema = v.pipe(
  v.object({ steps: numbers, values: numbers, length: count }),
  v.check(({ steps, values, length }) => steps.length === length && values.length === length),
);

export const firstEditionSchema = v.pipe(
  v.object({
    /** One for each run, however often it is saved. */
    id: v.string(),
    /** Milliseconds since 1970. */
    savedAt: v.number(),
    epoch: count,
    /** Share of test digits predicted right; null when they were not asked since its last change. */
    testAccuracy: v.nullable(fraction),
    checkpoint: v.object({
      experiment: experimentSchema,
      state: v.pipe(
        stateSchema,
        v.check(({ step }) => step >= 1, 'Not trained'),
      ),
      trainSeconds: v.number(),
    }),
    curves: v.object({
      trainLoss: curveSchema,
      trainAccuracy: curveSchema,
      validationLoss: curveSchema,
      validationAccuracy: curveSchema,
    }),
  }),
  v.check(({ checkpoint: { experiment, state } }) => fits(experiment, state), 'Not the shape of its network'),
);

export type FirstEditionRecord = v.InferOutput<typeof firstEditionSchema>;

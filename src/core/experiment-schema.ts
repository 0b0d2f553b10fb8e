/** Experiments within other records, as schemas: what core/experiment.ts's table of fields allows, in valibot's terms. */
import * as v from 'valibot';
import { restoreChanges, restoreExperiment } from './experiment';
import type { Result } from './fault';

const asSchema = <T>(restore: (candidate: unknown) => Result<T>): v.GenericSchema<unknown, T> =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const restored = restore(dataset.value);
      if (restored.ok) return restored.value;
      addIssue({ message: restored.fault.message });
      return NEVER;
    }),
  );

/** For experiments in other records: restoreExperiment and restoreChanges as schemas. */
export const experimentSchema = asSchema((candidate) => restoreExperiment(candidate));
export const changesSchema = asSchema(restoreChanges);

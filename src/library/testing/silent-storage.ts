/** For tests: storage that neither answers nor refuses. */
import type { RunBackend } from '../run-backend';
import type { StorageBackend } from '../storage';

const never = (): Promise<never> => new Promise(() => {});

export const silentBackend: StorageBackend = { getAll: never, putAll: never, removeAll: never };

export const silentRunBackend: RunBackend = {
  getRuns: never,
  getRun: never,
  getWeights: never,
  getSizes: never,
  change: never,
  putBack: never,
  take: never,
  moveFirstEdition: never,
};

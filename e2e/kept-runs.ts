/** What the page has kept in the browser's storage, read behind its back. */
import type { Page } from '@playwright/test';

export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly step: number;
  readonly seriesId: string | null;
}

/** All records of kept runs, the latest first. */
export const storedRuns = (page: Page): Promise<StoredRun[]> =>
  page.evaluate(async () => {
    // To open what is not there would be to make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'inkling')) return [];
    return new Promise<StoredRun[]>((resolve, reject) => {
      const opening = indexedDB.open('inkling');
      opening.addEventListener('error', () => reject(new Error('no database')));
      opening.addEventListener('success', () => {
        const database = opening.result;
        const reading = database.transaction('runs').objectStore('runs').getAll();
        reading.addEventListener('success', () => {
          database.close();
          const records = reading.result as (StoredRun & { createdAt: number })[];
          resolve(records.toSorted((a, b) => b.createdAt - a.createdAt));
        });
      });
    });
  });

/** A run's weights and optimiser memory as one hexadecimal SHA-256. */
export const storedNetwork = (page: Page, runId: string): Promise<{ step: number; sha256: string }> =>
  page.evaluate(
    (id) =>
      new Promise<{ step: number; sha256: string }>((resolve, reject) => {
        const opening = indexedDB.open('inkling');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const reading = database.transaction('weights').objectStore('weights').get(`${id}/last`);
          reading.addEventListener('success', () => {
            database.close();
            interface Layer {
              readonly kernel: Float32Array;
              readonly bias: Float32Array;
            }
            const { step, weights, slots } = (
              reading.result as { state: { step: number; weights: Layer[]; slots: Layer[][] } }
            ).state;
            const arrays = [weights, ...slots].flat().flatMap(({ kernel, bias }) => [kernel, bias]);
            void new Blob(arrays as BlobPart[])
              .arrayBuffer()
              .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
              .then((digest) => {
                const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
                resolve({ step, sha256: hex.join('') });
              });
          });
        });
      }),
    runId,
  );

/**
 * What a visit needs first: the pretrained network, so that the first drawing is read. All that is not of the first view waits
 * for it, for on a slow line everything that is fetched at the same time makes it later.
 */
import { useRun } from './run-store';

/** A network that is so late is not waited for. */
const LONGEST_WAIT_MS = 5000;

/** Resolves when drawings can be read, or when it is known that they cannot, or that takes too long. */
export const readerFirst = new Promise<void>((resolve) => {
  const settle = (): void => {
    if (useRun.getState().pretrained.state === 'loading') return;
    resolve();
    stop();
    clearTimeout(timer);
  };
  const stop = useRun.subscribe(settle);
  const timer = setTimeout(() => {
    resolve();
    stop();
  }, LONGEST_WAIT_MS);
});

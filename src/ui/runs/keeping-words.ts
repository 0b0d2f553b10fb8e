/** What is to be said of how long the browser keeps what the page stores. */
import type { KeepingAnswer } from '../../state/keeping';
import { formatBytes } from './run-words';

/** A browser lends an ordinary window far more than this; private windows get little. */
const PRIVATE_BYTES = 200e6;

/** One sentence; undefined where the browser does not say. */
export function keepingWords(answer: KeepingAnswer, quotaBytes: number | undefined): string | undefined {
  if (quotaBytes !== undefined && quotaBytes < PRIVATE_BYTES) {
    return `This browser lends the page only ${formatBytes(quotaBytes)}, as private windows do: expect nothing to stay when you close it.`;
  }
  if (answer === 'lasting') return 'The browser has promised to keep them until you delete them.';
  if (answer === 'best-effort') {
    return 'The browser has not promised to keep them: it may delete them when room runs short, and a private window forgets them when it is closed.';
  }
  return undefined;
}

/** Finds digits by what they are and by what the network made of them. */
import type { Split } from '../core/splits';
import type { Verdicts } from '../core/verdicts';
import {
  type DigitOrder,
  type DigitQuery,
  type FoundDigits,
  needsReading,
  NO_GUESS,
} from '../protocol/browsing';

export interface SplitSource {
  readonly split: Split;
  /** Number of its first digit. */
  readonly start: number;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  /** Undefined when the network has not read the split. */
  readonly verdicts: Verdicts | undefined;
}

/** sources: the splits of the query, in the order of the numbers. Only read; returns new arrays. */
export function findDigits(query: DigitQuery, sources: readonly SplitSource[]): FoundDigits {
  const unread = sources.filter(({ verdicts }) => !verdicts).map(({ split }) => split);
  const searched = needsReading(query) ? sources.filter(({ verdicts }) => verdicts) : sources;
  const most = searched.reduce((sum, { labels }) => sum + labels.length, 0);
  const found = room(most);
  let count = 0;
  for (const { start, labels, verdicts } of searched) {
    const fits = matcher(query, verdicts);
    for (let i = 0; i < labels.length; i++) {
      if (!fits(labels[i]!, i)) continue;
      found.indices[count] = start + i;
      found.labels[count] = labels[i]!;
      found.guesses[count] = verdicts?.guesses[i] ?? NO_GUESS;
      found.confidences[count] = verdicts?.confidences[i] ?? 0;
      found.losses[count] = verdicts?.losses[i] ?? 0;
      count++;
    }
  }
  return { ...inOrder(found, count, query.order), unread };
}

type Columns = Omit<FoundDigits, 'unread'>;

const room = (count: number): Columns => ({
  indices: new Uint32Array(count),
  labels: new Uint8Array(count),
  guesses: new Uint8Array(count),
  confidences: new Float32Array(count),
  losses: new Float32Array(count),
});

/** Says of the i-th digit of a split, with this label, whether it is wanted. */
function matcher(query: DigitQuery, verdicts: Verdicts | undefined): (label: number, i: number) => boolean {
  const { labels, guesses, outcome } = query;
  const [lowest, highest] = query.confidence;
  const wantsLabel = Array.from({ length: 10 }, (_, label) => labels.length === 0 || labels.includes(label));
  const wantsGuess = Array.from(
    { length: 10 },
    (_, guess) => guesses.length === 0 || guesses.includes(guess),
  );
  if (!verdicts) return (label) => wantsLabel[label]!;
  return (label, i) => {
    const guess = verdicts.guesses[i]!;
    const confidence = verdicts.confidences[i]!;
    return (
      wantsLabel[label]! &&
      wantsGuess[guess]! &&
      (outcome === 'any' || (outcome === 'right') === (guess === label)) &&
      confidence >= lowest &&
      confidence <= highest
    );
  };
}

/** The first `count` entries, sorted; of equals the one of the lower number first. */
function inOrder(found: Columns, count: number, order: DigitOrder): Columns {
  const { indices, labels, guesses, confidences, losses } = found;
  const ranks = Uint32Array.from({ length: count }, (_, i) => i);
  if (order === 'hardest') ranks.sort((a, b) => losses[b]! - losses[a]! || a - b);
  if (order === 'least-sure') ranks.sort((a, b) => confidences[a]! - confidences[b]! || a - b);
  if (order === 'most-sure') ranks.sort((a, b) => confidences[b]! - confidences[a]! || a - b);
  return {
    indices: ranks.map((rank) => indices[rank]!),
    labels: Uint8Array.from(ranks, (rank) => labels[rank]!),
    guesses: Uint8Array.from(ranks, (rank) => guesses[rank]!),
    confidences: Float32Array.from(ranks, (rank) => confidences[rank]!),
    losses: Float32Array.from(ranks, (rank) => losses[rank]!),
  };
}

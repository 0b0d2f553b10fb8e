/** Finds digits by what they are and by what the network made of them. */
import type { Split } from '../core/splits';
import type { DigitPredictions } from '../core/digit-predictions';
import {
  type DigitOrder,
  type DigitQuery,
  type FoundDigits,
  needsPrediction,
  NO_PREDICTION,
} from '../protocol/browsing';

export interface SplitSource {
  readonly split: Split;
  /** Number of its first digit. */
  readonly start: number;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  /** Undefined when the network has not read the split. */
  readonly predictions: DigitPredictions | undefined;
}

/** sources: the splits of the query, in the order of the numbers. Only read; returns new arrays. */
export function findDigits(query: DigitQuery, sources: readonly SplitSource[]): FoundDigits {
  const unread = sources.filter(({ predictions }) => !predictions).map(({ split }) => split);
  const searched = needsPrediction(query) ? sources.filter(({ predictions }) => predictions) : sources;
  const most = searched.reduce((sum, { labels }) => sum + labels.length, 0);
  const found = room(most);
  let count = 0;
  for (const { start, labels, predictions } of searched) {
    const fits = matcher(query, predictions);
    for (let i = 0; i < labels.length; i++) {
      if (!fits(labels[i]!, i)) continue;
      found.indices[count] = start + i;
      found.labels[count] = labels[i]!;
      found.predicted[count] = predictions?.predicted[i] ?? NO_PREDICTION;
      found.confidences[count] = predictions?.confidences[i] ?? 0;
      found.losses[count] = predictions?.losses[i] ?? 0;
      count++;
    }
  }
  return { ...inOrder(found, count, query.order), unread };
}

type Columns = Omit<FoundDigits, 'unread'>;

const room = (count: number): Columns => ({
  indices: new Uint32Array(count),
  labels: new Uint8Array(count),
  predicted: new Uint8Array(count),
  confidences: new Float32Array(count),
  losses: new Float32Array(count),
});

/** Says of the i-th digit of a split, with this label, whether it is wanted. */
function matcher(
  query: DigitQuery,
  predictions: DigitPredictions | undefined,
): (label: number, i: number) => boolean {
  const { labels, predicted, outcome } = query;
  const [lowest, highest] = query.confidence;
  const wantsLabel = Array.from({ length: 10 }, (_, label) => labels.length === 0 || labels.includes(label));
  const wantsPrediction = Array.from(
    { length: 10 },
    (_, guess) => predicted.length === 0 || predicted.includes(guess),
  );
  if (!predictions) return (label) => wantsLabel[label]!;
  return (label, i) => {
    const guess = predictions.predicted[i]!;
    const confidence = predictions.confidences[i]!;
    return (
      wantsLabel[label]! &&
      wantsPrediction[guess]! &&
      (outcome === 'any' || (outcome === 'right') === (guess === label)) &&
      confidence >= lowest &&
      confidence <= highest
    );
  };
}

/** The first `count` entries, sorted; of equals the one of the lower number first. */
function inOrder(found: Columns, count: number, order: DigitOrder): Columns {
  const { indices, labels, predicted, confidences, losses } = found;
  const ranks = Uint32Array.from({ length: count }, (_, i) => i);
  if (order === 'hardest') ranks.sort((a, b) => losses[b]! - losses[a]! || a - b);
  if (order === 'least-sure') ranks.sort((a, b) => confidences[a]! - confidences[b]! || a - b);
  if (order === 'most-sure') ranks.sort((a, b) => confidences[b]! - confidences[a]! || a - b);
  return {
    indices: ranks.map((rank) => indices[rank]!),
    labels: Uint8Array.from(ranks, (rank) => labels[rank]!),
    predicted: Uint8Array.from(ranks, (rank) => predicted[rank]!),
    confidences: Float32Array.from(ranks, (rank) => confidences[rank]!),
    losses: Float32Array.from(ranks, (rank) => losses[rank]!),
  };
}

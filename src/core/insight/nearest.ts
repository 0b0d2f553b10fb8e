import { lastIndexWhere } from '../last-index';

export interface Neighbour {
  /** Row of the table that was searched. */
  readonly row: number;
  /** Euclidean. */
  readonly distance: number;
}

/** Rows compared between two yields. */
const CHUNK = 500;

/**
 * The rows nearest to a query, nearest first, by comparing with every one: exact, and a few milliseconds for 10,000 rows.
 * table: float32 [count, query.length].
 */
export function* nearestRows(
  table: Float32Array,
  query: Float32Array,
  wanted: number,
): Generator<void, Neighbour[]> {
  const size = query.length;
  const count = table.length / size;
  const best: Neighbour[] = [];
  let limit = Infinity;
  for (let row = 0; row < count; row++) {
    if (row % CHUNK === 0) yield;
    let square = 0;
    for (let i = 0; i < size && square < limit; i++) square += (table[row * size + i]! - query[i]!) ** 2;
    if (square >= limit) continue;
    const neighbour = { row, distance: Math.sqrt(square) };
    best.splice(lastIndexWhere(best, ({ distance }) => distance <= neighbour.distance) + 1, 0, neighbour);
    if (best.length > wanted) best.pop();
    if (best.length === wanted) limit = best.at(-1)!.distance ** 2;
  }
  return best;
}

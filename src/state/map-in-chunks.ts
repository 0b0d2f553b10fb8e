const CHUNK = 50;

/** What map() gives, but the page may draw and answer in between, for work of about a tenth of a millisecond an item. */
export async function mapInChunks<T, R>(
  items: readonly T[],
  change: (item: T, index: number) => R,
): Promise<R[]> {
  const changed: R[] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0 && i % CHUNK === 0) await new Promise((resolve) => setTimeout(resolve));
    changed.push(change(item, i));
  }
  return changed;
}

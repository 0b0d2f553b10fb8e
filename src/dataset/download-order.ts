import type { ManifestFile } from './manifest';

/**
 * Which file to download next: what training needs first. Labels of the training digits, one shard of them, then the
 * validation digits, so that the first point of the curve can be drawn, then the other shards in the order asked for, and
 * the test digits, which no one needs before the end.
 */
export function nextFile(
  files: Iterable<ManifestFile>,
  shardSize: number,
  shardOrder: readonly number[],
): ManifestFile | undefined {
  const rank = ({ split, kind, firstIndex }: ManifestFile): number => {
    if (split === 'test') return 1e9 + firstIndex + (kind === 'labels' ? 0 : 1);
    if (split === 'validation') return kind === 'labels' ? 2 : 3;
    if (kind === 'labels') return 0;
    const shard = firstIndex / shardSize;
    // Shards that nobody asked for come after those that somebody did.
    const asked = shardOrder.indexOf(shard);
    const place = asked < 0 ? shardOrder.length + shard : asked;
    return place === 0 ? 1 : 4 + place;
  };
  let best: ManifestFile | undefined;
  for (const file of files) {
    if (best === undefined || rank(file) < rank(best)) best = file;
  }
  return best;
}

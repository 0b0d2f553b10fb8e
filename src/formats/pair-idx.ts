/** The images and the labels of IDX are files of their own: they find each other by how many they are, then by their names. */
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { DataPart } from './data-part';
import type { IdxContent } from './idx';
import { shownName } from './refusal';

interface NamedIdx {
  readonly name: string;
  readonly content: IdxContent;
}

/** What is left of a name without the words that tell images from labels: "train-images-idx3-ubyte.gz" is "train". */
const stemOf = (name: string): string =>
  name
    .split(/[\\/]/)
    .at(-1)!
    .toLowerCase()
    .replaceAll(/images?|labels?|idx\d?|ubyte|gz|[^a-z0-9]/g, '');

/** Images without labels are a part without them; labels without images are a fault. */
export function pairIdx(files: readonly NamedIdx[]): Result<readonly DataPart[]> {
  const left = files.flatMap(({ name, content }) =>
    content.kind === 'labels' ? [{ name, labels: content.labels, count: content.count }] : [],
  );
  const parts: DataPart[] = [];
  for (const { name, content } of files) {
    if (content.kind !== 'images') continue;
    const fitting = left.filter(({ count }) => count === content.count);
    const found = fitting.find((labels) => stemOf(labels.name) === stemOf(name)) ?? fitting[0];
    if (found) left.splice(left.indexOf(found), 1);
    parts.push({ name, pixels: content.pixels, ...(found && { labels: found.labels }) });
  }
  const [alone] = left;
  return alone ? fail(lonely(alone.name, alone.count)) : ok(parts);
}

const lonely = (name: string, count: number): Fault => ({
  code: 'invalid-file',
  message: `“${shownName(name)}” holds ${count.toLocaleString('en')} labels, and there is no file of as many pictures: bring both in together.`,
  remedy: 'dismiss',
});

/** Which of the known names was meant by one that nobody knows: a letter or two wrong, missing or too many. */

/** How many letters have to be changed, added or taken away to make one text of the other (Levenshtein 1966). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      next.push(Math.min(row[j]! + (from[i] === to[j] ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** Lower case, without what may or may not stand between the words of a name. */
export const bare = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

interface Near {
  /** The one that is meant beyond doubt; undefined when there is none. */
  readonly meant: string | undefined;
  /** The one that looks most like it, for a question; undefined when none does. */
  readonly likely: string | undefined;
}

/** A short name has room for one wrong letter, "lr" for none. */
const room = (known: string): number => Math.min(2, Math.floor(known.length / 3));

/** The name of the known ones that differs from the given one in case and separators alone. */
export const sameName = (given: string, known: readonly string[]): string | undefined =>
  known.find((name) => bare(name) === bare(given));

/** What a name that is none of the known ones may stand for. */
export function nearestName(given: string, known: readonly string[]): Near {
  const near = known
    .map((name) => ({ name, distance: editDistance(bare(given), bare(name)) }))
    .filter(({ name, distance }) => distance <= Math.max(1, name.length / 2))
    .sort((a, b) => a.distance - b.distance);
  const within = near.filter(({ name, distance }) => distance <= room(name));
  return { meant: within.length === 1 ? within[0]!.name : undefined, likely: near[0]?.name };
}

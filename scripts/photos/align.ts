/** Which characters of what was read stand for which of what is written: the alignment with fewest changes (Levenshtein 1966). */

/** For each character of `read` the place in `written` that it stands for, -1 where it is one too many. */
export function align(written: string, read: string): number[] {
  const columns = read.length + 1;
  const costs = new Int32Array((written.length + 1) * columns);
  for (let i = 0; i <= written.length; i++) {
    for (let j = 0; j <= read.length; j++) {
      const at = i * columns + j;
      if (i === 0 || j === 0) {
        costs[at] = i + j;
        continue;
      }
      const same = written[i - 1] === read[j - 1] ? 0 : 1;
      costs[at] = Math.min(costs[at - columns - 1]! + same, costs[at - columns]! + 1, costs[at - 1]! + 1);
    }
  }
  const places = Array.from({ length: read.length }, () => -1);
  let [i, j] = [written.length, read.length];
  while (i > 0 && j > 0) {
    const at = i * columns + j;
    const same = written[i - 1] === read[j - 1] ? 0 : 1;
    if (costs[at] === costs[at - columns - 1]! + same) {
      i--;
      j--;
      places[j] = i;
    } else if (costs[at] === costs[at - columns]! + 1) i--;
    else j--;
  }
  return places;
}

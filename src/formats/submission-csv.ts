/**
 * Answers as Kaggle's digit recognizer wants them, https://www.kaggle.com/c/digit-recognizer: "ImageId,Label", a row for each
 * picture in its file's order, numbered from 1 where the file has no ids of its own.
 */
/** labels: uint8 [n]. ids: [n], plain words without commas or quotes. */
export function submissionCsv(labels: Uint8Array, ids?: readonly string[]): string {
  const rows = Array.from(labels, (label, i) => `${ids?.[i] ?? i + 1},${label}`);
  return `ImageId,Label\n${rows.join('\n')}\n`;
}

/** Which column of a table of pictures is what, by its first line: its column names, or how many numbers it has. */
import { PIXEL_COUNT } from '../core/network';
import { refuseFile, shownName } from './refusal';

export interface TableLayout {
  /** Where the first row of numbers begins, a place among the bytes. */
  readonly start: number;
  /** The number of that line, from 1. */
  readonly line: number;
  /** A comma, a semicolon or a tab, as a byte. */
  readonly separator: number;
  readonly columnCount: number;
  /** Undefined: the pictures have no labels. */
  readonly labelColumn: number | undefined;
  readonly idColumn: number | undefined;
}

const LABEL = /^(label|labels|class|target|y|digit)$/i;
/** "Unnamed: 0" is what pandas calls the column of row numbers that it has written itself. */
const ID = /^(id|imageid|index|unnamed: ?0|)$/i;
const NUMBER = /^\s*"?\s*-?\d+(\.\d*)?\s*"?\s*$/;
/** A first line that is longer than this is none of a table of pictures. */
const LONGEST_LINE = 100_000;
/** Columns of a table that only says what is what, as a file of answers does. */
const ANSWER_COLUMNS = 2;

/** start: behind a byte order mark. Refuses, by throwing, a table that cannot be one of pictures. */
export function tableLayout(bytes: Uint8Array, start: number, called: string): TableLayout | 'answers' {
  let from = start;
  let line = 1;
  // Empty lines may come first. A carriage return counts with its line feed.
  for (; bytes[from] === 10 || bytes[from] === 13; from++) {
    if (bytes[from] === 10) line++;
  }
  let end = from;
  while (end < bytes.length && end - from < LONGEST_LINE && bytes[end] !== 10 && bytes[end] !== 13) end++;
  if (end === from) refuseFile(`${called} is empty.`);
  if (end - from >= LONGEST_LINE)
    refuseFile(`${called}, line ${line}, is longer than a row of pixels can be.`);
  // Names of columns may be in any encoding: only what is plain in all of them is looked at.
  const text = new TextDecoder('latin1').decode(bytes.subarray(from, end));
  if (text.includes('\0')) refuseFile(`${called} is no text: a zero byte stands within its first line.`);
  const separator = [',', ';', '\t'].reduce((best, one) =>
    countOf(text, one) > countOf(text, best) ? one : best,
  );
  const fields = text.split(separator);
  const hasNames = !fields.every((field) => NUMBER.test(field));
  const columnCount = fields.length;
  if (columnCount === ANSWER_COLUMNS && hasNames) return 'answers';
  const names = fields.map((field) => field.replaceAll('"', '').trim());
  const find = (pattern: RegExp): number | undefined => {
    const column = hasNames ? names.findIndex((name) => pattern.test(name)) : -1;
    return column < 0 ? undefined : column;
  };
  const idColumn = find(ID);
  const labelColumn = hasNames ? find(LABEL) : columnCount === PIXEL_COUNT + 1 ? 0 : undefined;
  const others = columnCount - Number(idColumn !== undefined) - Number(labelColumn !== undefined);
  if (others !== PIXEL_COUNT) {
    const first = hasNames ? `names, the first of them “${shownName(names[0]!)}”,` : 'values';
    refuseFile(
      `${called}, line ${line}: ${columnCount} ${first} where ${PIXEL_COUNT} are wanted, one for each pixel, or one more for the label.`,
    );
  }
  if (!hasNames)
    return { start: from, line, separator: separator.charCodeAt(0), columnCount, labelColumn, idColumn };
  return { start: end, line, separator: separator.charCodeAt(0), columnCount, labelColumn, idColumn };
}

const countOf = (text: string, one: string): number => text.split(one).length - 1;

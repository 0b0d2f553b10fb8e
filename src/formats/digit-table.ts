/**
 * Pictures as a table of numbers, one row a picture: Kaggle's train.csv and test.csv, and the headerless "MNIST in CSV" that
 * goes from hand to hand. Values are bytes, 255 for ink; a label may stand before the pixels or in a column called so.
 * Commas, semicolons or tabs; any line ends; numbers may be quoted.
 *
 * Read byte by byte, by our own code: 60,000 rows have 47 million numbers, of which no general reader need make a string each,
 * and only so can a sentence say which line and which column is wrong. RFC 4180 for the quotes.
 */
import type { Result } from '../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { type DataPart, MOST_PICTURES, tooManyPictures } from './data-part';
import { reading, refuseFile, shownName } from './refusal';
import { tableLayout, type TableLayout } from './table-layout';

const [TAB, LF, CR, SPACE, QUOTE, DOT, NOUGHT, NINE] = [9, 10, 13, 32, 34, 46, 48, 57];
/** What is an id may stand in a file of answers, which a spreadsheet may open. */
const PLAIN_ID = /^[\w][\w.-]{0,39}$/;

/** 'answers': a table of two columns, as Kaggle's sample_submission.csv; it has no pictures, and nothing is wrong with it. */
export type DigitTable =
  | { readonly kind: 'pictures'; readonly part: DataPart }
  | { readonly kind: 'answers' };

/** name: of the file, for the sentence of a fault. */
export const readDigitTable = (bytes: Uint8Array, name: string): Result<DigitTable> =>
  reading(`a table of numbers (“${shownName(name)}”)`, () => {
    const called = `“${shownName(name)}”`;
    const start = textStart(bytes, called);
    const layout = tableLayout(bytes, start, called);
    return layout === 'answers' ? { kind: 'answers' } : { kind: 'pictures', part: read(bytes, name, layout) };
  });

/** Behind a byte order mark, if there is one. */
function textStart(bytes: Uint8Array, called: string): number {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    refuseFile(`${called} is text in UTF-16: save it as CSV in UTF-8.`);
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

/** Lines that are not empty, from `start` on. */
function countRows(bytes: Uint8Array, start: number): number {
  let count = 0;
  let isEmpty = true;
  for (let at = start; at < bytes.length; at++) {
    const isEnd = bytes[at] === LF || bytes[at] === CR;
    if (isEnd && !isEmpty) count++;
    isEmpty = isEnd;
  }
  return isEmpty ? count : count + 1;
}

function read(bytes: Uint8Array, name: string, layout: TableLayout): DataPart {
  const { start, labelColumn, idColumn } = layout;
  const count = countRows(bytes, start);
  if (count === 0) refuseFile(`“${shownName(name)}” has no rows.`);
  if (count > MOST_PICTURES) refuseFile(tooManyPictures(name, count));
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  const labels = labelColumn === undefined ? undefined : new Uint8Array(count);
  const ids: string[] = [];
  const rows = new RowReader(bytes, `“${shownName(name)}”`, layout);
  for (let row = 0; row < count; row++) {
    rows.begin();
    let pixel = row * PIXEL_COUNT;
    for (let column = 0; column < layout.columnCount; column++) {
      rows.beginField(column);
      if (column === idColumn) ids.push(rows.id());
      else if (column === labelColumn) labels![row] = rows.number(CLASS_COUNT - 1);
      else pixels[pixel++] = rows.number(255);
    }
    rows.end();
  }
  return { name, pixels, ...(labels && { labels }), ...(idColumn !== undefined && { ids }) };
}

class RowReader {
  readonly #bytes: Uint8Array;
  readonly #called: string;
  readonly #separator: number;
  readonly #columnCount: number;
  #at: number;
  #line: number;
  #column = 0;

  constructor(bytes: Uint8Array, called: string, { start, line, separator, columnCount }: TableLayout) {
    this.#bytes = bytes;
    this.#called = called;
    this.#separator = separator;
    this.#columnCount = columnCount;
    this.#at = start;
    this.#line = line;
  }

  /** Goes to the next line that is not empty. */
  begin(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === LF) this.#line++;
      // A carriage return alone was a line's end, long ago.
      else if (byte === CR && this.#bytes[this.#at + 1] !== LF) this.#line++;
      else if (byte !== CR) return;
      this.#at++;
    }
  }

  /** Of every field but the first, goes behind the separator before it. */
  beginField(column: number): void {
    this.#column = column;
    if (column === 0) return;
    if (this.#bytes[this.#at] !== this.#separator) this.#refuseLength(column);
    this.#at++;
  }

  /** The row must be over. */
  end(): void {
    const byte = this.#bytes[this.#at];
    if (byte === undefined || byte === LF || byte === CR) return;
    let count = this.#columnCount;
    for (let at = this.#at; at < this.#bytes.length && !this.#endsLine(at); at++) {
      if (this.#bytes[at] === this.#separator) count++;
    }
    this.#refuseLength(count);
  }

  /** A whole number from 0 to `most`; "12", "12.0", with spaces or quotes around. */
  number(most: number): number {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let byte = bytes[at];
    while (byte === SPACE || byte === QUOTE || (byte === TAB && this.#separator !== TAB)) byte = bytes[++at];
    const digits = at;
    let value = 0;
    while (byte !== undefined && byte >= NOUGHT && byte <= NINE) {
      // A number of very many digits is too large, and not to overflow either.
      value = Math.min(value * 10 + byte - NOUGHT, 1e9);
      byte = bytes[++at];
    }
    const isNumber = at > digits;
    if (byte === DOT) {
      byte = bytes[++at];
      while (byte === NOUGHT) byte = bytes[++at];
    }
    while (byte === SPACE || byte === QUOTE || (byte === TAB && this.#separator !== TAB)) byte = bytes[++at];
    this.#at = at;
    const isOver = byte === undefined || byte === this.#separator || byte === LF || byte === CR;
    if (!isNumber || !isOver || value > most) this.#refuseValue(start, most);
    return value;
  }

  id(): string {
    const start = this.#at;
    while (
      this.#at < this.#bytes.length &&
      this.#bytes[this.#at] !== this.#separator &&
      !this.#endsLine(this.#at)
    )
      this.#at++;
    const id = this.#text(start).replaceAll('"', '').trim();
    if (!PLAIN_ID.test(id)) refuseFile(`${this.#place}: “${shownName(id)}” cannot be a picture’s id.`);
    return id;
  }

  get #place(): string {
    return `${this.#called}, line ${this.#line}, column ${this.#column + 1}`;
  }

  #endsLine(at: number): boolean {
    return this.#bytes[at] === LF || this.#bytes[at] === CR;
  }

  #text(start: number): string {
    return new TextDecoder().decode(this.#bytes.subarray(start, Math.min(this.#at, start + 200)));
  }

  #refuseLength(count: number): never {
    return refuseFile(
      `${this.#called}, line ${this.#line}: ${count} ${count === 1 ? 'value' : 'values'} where the first line has ${this.#columnCount}.`,
    );
  }

  #refuseValue(start: number, most: number): never {
    this.#at = start;
    while (
      this.#at < this.#bytes.length &&
      this.#bytes[this.#at] !== this.#separator &&
      !this.#endsLine(this.#at)
    )
      this.#at++;
    const text = this.#text(start).trim();
    // A line that ends too early has an empty last field, or none.
    const given = text === '' ? 'nothing' : `“${shownName(text)}”`;
    const what =
      most === 255 ? 'a pixel, a whole number from 0 to 255,' : 'a label, a whole number from 0 to 9,';
    return refuseFile(`${this.#place}: ${what} is wanted, and there is ${given}.`);
  }
}

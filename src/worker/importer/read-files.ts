/**
 * Reads whatever files are brought in together: what each holds is told by how it begins, not by what it is called. Archives
 * and gzip are unpacked; the images and labels of IDX find each other; pictures become one part for each role.
 */
import { type Fault, fail, ok, type Result } from '../../core/fault';
import { PIXEL_COUNT } from '../../core/network';
import { type DataPart, MOST_PICTURES, tooManyPictures } from '../../formats/data-part';
import { readDigitTable } from '../../formats/digit-table';
import { gunzip, isGzip } from '../../formats/gunzip';
import { type IdxContent, isIdx, readIdx } from '../../formats/idx';
import { pairIdx } from '../../formats/pair-idx';
import { readPenDigits } from '../../formats/pen-digits';
import { isLitter, picturesClasses, roleOf } from '../../formats/picture-classes';
import { reading, shownName } from '../../formats/refusal';
import { isZip, readZip } from '../../formats/zip';
import { decodePicture, isPicture } from './decode-picture';

/** A file, or one within an archive. */
export interface InputFile {
  /** With its folders, where that is known. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Its bytes are let go of when the next file is read. */
  readonly read: () => Promise<Result<Uint8Array<ArrayBuffer>>>;
}

export interface ReadFiles {
  readonly parts: readonly DataPart[];
  /** What was passed over and why, one sentence each. */
  readonly notes: readonly string[];
}

interface Options {
  /** Hears the share done, 0..1. */
  readonly onFraction?: (fraction: number) => void;
  readonly decode?: typeof decodePicture;
}

/** Unpacked; Kaggle's tables of 70,000 digits have 130 MB. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** So many sentences on what was left out are shown, and then a number. */
const MOST_NOTES = 5;

/** A fault refuses all of the files; a bad picture or a bad drawn digit is refused alone, in a note. */
export async function readFiles(
  files: readonly InputFile[],
  { onFraction = () => {}, decode = decodePicture }: Options = {},
): Promise<Result<ReadFiles>> {
  const found = new Found();
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let done = 0;
  for (const file of files) {
    const taken = await take(
      file,
      found,
      (fraction) => onFraction((done + fraction * file.sizeBytes) / Math.max(1, total)),
      decode,
    );
    if (!taken.ok) return taken;
    done += file.sizeBytes;
  }
  return found.result();
}

/** What has been read so far. */
class Found {
  readonly parts: DataPart[] = [];
  readonly idx: { readonly name: string; readonly content: IdxContent }[] = [];
  readonly pictures: { readonly name: string; readonly pixels: Uint8Array }[] = [];
  readonly #notes: string[] = [];
  readonly #refused: string[] = [];

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  refuse(sentence: string): void {
    this.#refused.push(sentence);
  }

  result(): Result<ReadFiles> {
    const pairs = pairIdx(this.idx);
    if (!pairs.ok) return pairs;
    const pictures = this.#pictureParts();
    if (!pictures.ok) return pictures;
    const [tables, others] = [this.parts, [...pairs.value, ...pictures.value]];
    // Archives often hold the same digits in several formats.
    if (tables.length > 0 && pairs.value.length > 0)
      this.note('The tables were passed over, since the IDX files hold data too.');
    const parts = pairs.value.length > 0 ? others : [...tables, ...others];
    const refused = this.#refused;
    const left = refused.length - MOST_NOTES;
    const notes = [
      ...this.#notes,
      ...refused.slice(0, MOST_NOTES),
      ...(left > 0 ? [`And ${left} more were left out.`] : []),
    ];
    if (parts.length > 0) return ok({ parts, notes });
    const why =
      notes[0] ??
      'There is nothing in it that could be learned from: IDX, CSV, PNG, JPEG, JSON and zip are taken.';
    return fail(unfit(why));
  }

  #pictureParts(): Result<readonly DataPart[]> {
    if (this.pictures.length === 0) return ok([]);
    const classes = picturesClasses(this.pictures.map(({ name }) => name));
    if (!classes.ok) return classes;
    const { classNames, labels } = classes.value;
    const parts = (['train', 'test'] as const).map((role): DataPart | undefined => {
      const places = this.pictures.flatMap(({ name }, i) => {
        const isOf = (roleOf(name) === 'test') === (role === 'test');
        return isOf && labels[i] !== undefined ? [i] : [];
      });
      if (places.length === 0) return undefined;
      const pixels = new Uint8Array(places.length * PIXEL_COUNT);
      for (const [row, i] of places.entries()) pixels.set(this.pictures[i]!.pixels, row * PIXEL_COUNT);
      return {
        name: `pictures, ${role}`,
        pixels,
        labels: Uint8Array.from(places, (i) => labels[i]!),
        classNames,
      };
    });
    for (const [i, { name }] of this.pictures.entries()) {
      if (labels[i] === undefined)
        this.refuse(`The picture “${shownName(name)}” was left out: its name does not say what it shows.`);
    }
    return ok(parts.flatMap((part) => part ?? []));
  }
}

/** Reads one file, or all within it. depth: of archives within archives. */
async function take(
  file: InputFile,
  found: Found,
  onFraction: (fraction: number) => void,
  decode: typeof decodePicture,
  depth = 0,
): Promise<Result<void>> {
  const { name } = file;
  if (file.sizeBytes > MOST_BYTES)
    return fail(unfit(`“${shownName(name)}” is larger than 1,024 MB: that is not taken.`));
  const read = await file.read();
  // In an archive, one damaged picture costs itself alone.
  if (!read.ok)
    return depth > 0 && /\.(png|jpe?g)$/i.test(name) ? ok(found.refuse(read.fault.message)) : read;
  let bytes = read.value;
  if (isGzip(bytes)) {
    const unpacked = gunzip(bytes, name, MOST_BYTES);
    if (!unpacked.ok) return unpacked;
    bytes = unpacked.value as Uint8Array<ArrayBuffer>;
  }
  onFraction(0.2);
  if (isZip(bytes)) {
    if (depth > 0)
      return ok(found.note(`“${shownName(name)}” was passed over: an archive within an archive.`));
    return takeArchive(bytes, name, found, onFraction, decode);
  }
  if (isPicture(bytes)) {
    if (found.pictures.length >= MOST_PICTURES)
      return fail(unfit(tooManyPictures(name, found.pictures.length + 1)));
    const decoded = await decode(bytes, name);
    if (decoded.ok) found.pictures.push({ name, pixels: decoded.value });
    else found.refuse(decoded.fault.message);
    return ok(undefined);
  }
  if (isIdx(bytes)) {
    const content = readIdx(bytes, name);
    if (content.ok) found.idx.push({ name, content: content.value });
    return content.ok ? ok(undefined) : content;
  }
  if (isJson(bytes)) {
    const digits = readPenDigits(bytes, name);
    if (!digits.ok) return digits;
    found.parts.push(digits.value.part);
    digits.value.refused.forEach((sentence) => found.refuse(sentence));
    return ok(undefined);
  }
  // A picture by its name, but not by how it begins.
  if (/\.(png|jpe?g)$/i.test(name))
    return ok(
      found.refuse(`The picture “${shownName(name)}” was left out: it does not begin as a picture does.`),
    );
  if (depth > 0 && !/\.(csv|tsv|txt)$/i.test(name))
    return ok(found.note(`“${shownName(name)}” was passed over.`));
  const table = readDigitTable(bytes, name);
  if (!table.ok)
    return depth > 0 && /\.txt$/i.test(name)
      ? ok(found.note(`“${shownName(name)}” was passed over.`))
      : table;
  if (table.value.kind === 'pictures') found.parts.push(table.value.part);
  else found.note(`“${shownName(name)}” was passed over: it holds answers and no pictures.`);
  return ok(undefined);
}

async function takeArchive(
  bytes: Uint8Array,
  name: string,
  found: Found,
  onFraction: (fraction: number) => void,
  decode: typeof decodePicture,
): Promise<Result<void>> {
  const called = `“${shownName(name)}”`;
  const listed = reading(`a zip archive (${called})`, () =>
    readZip(bytes, called, { mostBytes: MOST_BYTES }),
  );
  if (!listed.ok) return listed;
  const files = listed.value.filter((file) => !isLitter(file.name));
  for (const [i, { name: inside, read }] of files.entries()) {
    const file = {
      name: inside,
      sizeBytes: 0,
      read: () =>
        Promise.resolve(reading(`a file (“${shownName(inside)}”)`, () => read() as Uint8Array<ArrayBuffer>)),
    };
    const taken = await take(file, found, () => {}, decode, 1);
    if (!taken.ok) return taken;
    if (i % 100 === 0) onFraction(i / files.length);
  }
  return ok(undefined);
}

/** "[" or "{" behind a byte order mark and blanks. */
function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64));
  return /^(\u00ef\u00bb\u00bf)?\s*[[{]/.test(start);
}

const unfit = (message: string): Fault => ({ code: 'invalid-file', message, remedy: 'dismiss' });

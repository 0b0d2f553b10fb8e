/**
 * Zip archives, written by fflate and read by it: the archive's own table says what is in it, and each file is unpacked
 * piece by piece, so that one that is larger than it says, or than anybody needs, is noticed before it fills memory.
 * Format: APPNOTE 6.3.10 (PKWARE); neither encrypted archives nor zip64 are read.
 */
import { Inflate, type Zippable, zipSync } from 'fflate';
import { refuseFile, shownName } from './refusal';

/** Of all files together, unpacked: more than the largest network with its optimiser's memory. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 1000;
/** How much is unpacked before the size is looked at: it may become a thousand times as much. */
const PIECE = 16 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;

export interface ZipEntry {
  /** As the archive calls it. Never a path to write to. */
  readonly name: string;
  /** Unpacks it. Refuses, by throwing, what is damaged or too large. */
  readonly read: () => Uint8Array;
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** An archive of these files. Weights hardly shrink, so nothing is compressed that is not text. */
export function writeZip(files: Readonly<Record<string, Uint8Array>>, at: Date): Uint8Array<ArrayBuffer> {
  const input: Zippable = {};
  for (const [name, bytes] of Object.entries(files)) {
    const level = /\.(json|py|ipynb|txt|md)$/.test(name) ? 6 : 0;
    input[name] = [bytes, { level, mtime: at }];
  }
  return zipSync(input);
}

/** What is in an archive, folders left out. Refuses, by throwing, an archive that is damaged or cut short. */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_FILES) refuseFile(`This archive holds ${count} files: ${MOST_FILES} at most are read.`);
  const left = { bytes: MOST_BYTES };
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      refuseFile(`This archive’s table is damaged at byte ${at}, file ${i + 1} of ${count}.`);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry: Entry = {
      name,
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    if (!name.endsWith('/')) entries.push({ name, read: () => unpack(bytes, view, entry, left) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
}

/** Where the archive's end record begins: it is the last thing in the file but for a comment. */
function endOf(view: DataView): number {
  const from = view.byteLength - END_SIZE;
  for (let at = from; at >= Math.max(0, from - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return refuseFile('This archive is cut short: it has no table of what is in it.');
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, left: { bytes: number }): Uint8Array {
  const { name, isEncrypted, method, packedSize, size, start } = entry;
  const called = `“${shownName(name)}” in this archive`;
  if (isEncrypted) refuseFile(`${called} is locked with a password.`);
  if (size > left.bytes)
    refuseFile(`${called} would unpack to ${size} bytes: that is too much to be a network.`);
  if (start + 30 > bytes.length || view.getUint32(start, true) !== LOCAL_SIGNATURE)
    refuseFile(`${called} is not at byte ${start}, where it should be.`);
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (from + packedSize > bytes.length)
    refuseFile(
      `${called} is cut short: it should go on to byte ${from + packedSize}, and the file ends at ${bytes.length}.`,
    );
  left.bytes -= size;
  const packed = bytes.subarray(from, from + packedSize);
  if (method !== 0 && method !== 8)
    refuseFile(`${called} is packed in a way that is not known here (${method}).`);
  const unpacked = method === 0 ? packed.slice() : inflate(packed, size, called);
  if (unpacked.length !== size)
    refuseFile(`${called} has ${unpacked.length} bytes where the archive’s table says ${size}.`);
  return unpacked;
}

function inflate(packed: Uint8Array, size: number, called: string): Uint8Array {
  const unpacked = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((piece) => {
    if (length + piece.length > size)
      refuseFile(`${called} unpacks to more than the ${size} bytes that it says.`);
    unpacked.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < packed.length; at += PIECE)
    stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  return length === size ? unpacked : unpacked.subarray(0, length);
}

/**
 * Zip archives: written by fflate, and unpacked by it piece by piece when a file is asked for, so that one that is larger than
 * it says is noticed before it fills memory, and a damaged one costs itself alone. The archive's own table says what is in it.
 * Format: APPNOTE 6.3.10 (PKWARE); neither encrypted archives nor zip64 are read.
 */
import { Inflate, type Zippable, zipSync } from 'fflate';
import { crc32 } from './crc32';
import { refuseFile, shownName } from './refusal';

/** How much is unpacked before the size is looked at: it may become a thousand times as much. */
const PIECE = 16 * 1024;
const MB = 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

export interface ZipEntry {
  /** As the archive calls it, with its folders. Never a path to write to. */
  readonly name: string;
  /** Unpacks it. Refuses, by throwing, what is damaged or larger than it says. */
  readonly read: () => Uint8Array;
}

interface ZipLimits {
  /** Of all files together, unpacked. */
  readonly mostBytes: number;
  readonly mostFiles?: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
}

/** Whether a file begins as an archive does, an empty one too. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** An archive of these files. Weights hardly shrink, so nothing is compressed that is not text. */
export function writeZip(files: Readonly<Record<string, Uint8Array>>, at: Date): Uint8Array<ArrayBuffer> {
  const input: Zippable = {};
  for (const [name, bytes] of Object.entries(files)) {
    const level = /\.(json|py|ipynb|txt|md)$/.test(name) ? 6 : 0;
    input[name] = [bytes, { level, mtime: at }];
  }
  return zipSync(input);
}

/**
 * What is in an archive, folders left out. called: it, in a sentence. Refuses, by throwing, an archive that is damaged, cut
 * short, or announces more than it may.
 */
export function readZip(bytes: Uint8Array, called: string, limits: ZipLimits): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view, called);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at === ZIP64 || count === 0xffff) refuseFile(`${called} is a zip64 archive, which is not read here.`);
  const { mostBytes, mostFiles = Infinity } = limits;
  if (count > mostFiles) refuseFile(`${called} holds ${count} files: ${mostFiles} at most are read.`);
  let sizeOfAll = 0;
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      refuseFile(`${called} is damaged at byte ${at}: file ${i + 1} of ${count} in its table.`);
    const nameLength = view.getUint16(at + 28, true);
    const entry: Entry = {
      name: new TextDecoder().decode(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    sizeOfAll += entry.size;
    if (!entry.name.endsWith('/')) entries.push({ name: entry.name, read: () => unpack(bytes, view, entry) });
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (sizeOfAll > mostBytes)
    refuseFile(
      `${called} would unpack to ${Math.ceil(sizeOfAll / MB)} MB: ${mostBytes / MB} MB at most are taken.`,
    );
  return entries;
}

/** Where the archive's end record begins: it is the last thing in the file but for a comment. */
function findEnd(view: DataView, called: string): number {
  const from = view.byteLength - END_SIZE;
  for (let at = from; at >= Math.max(0, from - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return refuseFile(
    `${called} is cut short at byte ${view.byteLength}: the table of what is in it, which stands at a zip archive’s end, is missing.`,
  );
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { name, flags, method, crc, packedSize, size, start } = entry;
  const called = `“${shownName(name)}”`;
  if ((flags & 1) === 1) refuseFile(`${called} is locked with a password.`);
  if (start + LOCAL_SIZE > bytes.length || view.getUint32(start, true) !== LOCAL_SIGNATURE)
    refuseFile(`${called} is not at byte ${start} of its archive, where it should be.`);
  const from = start + LOCAL_SIZE + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (from + packedSize > bytes.length)
    refuseFile(
      `${called} is cut short: it should go on to byte ${from + packedSize} of its archive, which ends at byte ${bytes.length}.`,
    );
  if (method !== 0 && method !== 8)
    refuseFile(`${called} is packed in a way that is not known here (${method}).`);
  const packed = bytes.subarray(from, from + packedSize);
  // A copy of what was stored as it is, so that numbers in it lie at whole addresses.
  const unpacked = method === 0 ? packed.slice() : inflate(packed, size, called, from);
  if (unpacked.length !== size)
    refuseFile(`${called} has ${unpacked.length} bytes where its archive’s table says ${size}.`);
  if (crc32(unpacked) !== crc) refuseFile(`${called} is damaged: it does not fit its checksum.`);
  return unpacked;
}

function inflate(packed: Uint8Array, size: number, called: string, from: number): Uint8Array {
  // What is announced may be a lie; a file unpacks to at most about a thousand times its packed size.
  const unpacked = new Uint8Array(Math.min(size, packed.length * 1040 + 1024));
  let length = 0;
  const stream = new Inflate((piece) => {
    // What is too long is only counted.
    if (length + piece.length <= unpacked.length) unpacked.set(piece, length);
    length += piece.length;
  });
  let at = 0;
  try {
    for (; at < packed.length && length <= unpacked.length; at += PIECE)
      stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch {
    refuseFile(`${called} is damaged: it cannot be unpacked from byte ${from + at} of its archive on.`);
  }
  if (length > unpacked.length)
    refuseFile(`${called} unpacks to more than the ${size} bytes that it announces.`);
  return unpacked.subarray(0, length);
}

/**
 * One file compressed by gzip, unpacked by fflate piece by piece, so that a bomb is noticed before it fills memory. Format:
 * RFC 1952; its checksum and length are looked at here, which fflate leaves out.
 */
import { Gunzip } from 'fflate';
import type { Result } from '../core/fault';
import { crc32 } from './crc32';
import { reading, refuseFile, shownName } from './refusal';

/** How much is unpacked before the size is looked at: it may become a thousand times as much. */
const PIECE = 16 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** name: of the file, for the sentence of a fault. mostBytes: unpacked; more is refused. */
export const gunzip = (bytes: Uint8Array, name: string, mostBytes: number): Result<Uint8Array> =>
  reading(`a gzip file (“${shownName(name)}”)`, () => unpack(bytes, shownName(name), mostBytes));

function unpack(bytes: Uint8Array, called: string, mostBytes: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isSeveral = false;
  const stream = new Gunzip((piece) => {
    length += piece.length;
    if (length <= mostBytes) pieces.push(piece);
  });
  // Called for each file in the file but the first.
  stream.onmember = () => (isSeveral = true);
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      if (length > mostBytes) break;
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    }
  } catch {
    refuseFile(
      `“${called}” is damaged or cut short: what it packs ends at byte ${bytes.length}, after ${length} unpacked bytes.`,
    );
  }
  if (length > mostBytes)
    refuseFile(`“${called}” unpacks to more than ${mostBytes / 1024 / 1024} MB: that is not taken.`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  // Of several files in one, each has a checksum of its own, wherever it ends; the last stands at the end.
  if (!isSeveral) checkEnd(bytes, whole, called);
  return whole;
}

function checkEnd(packed: Uint8Array, whole: Uint8Array, called: string): void {
  if (packed.length < 18) refuseFile(`“${called}” is cut short at byte ${packed.length}.`);
  const end = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 8);
  if (end.getUint32(4, true) !== whole.length % 2 ** 32 || end.getUint32(0, true) !== crc32(whole))
    refuseFile(
      `“${called}” is damaged or cut short: the ${whole.length} bytes that it unpacks to do not fit its checksum, at byte ${packed.length - 8}.`,
    );
}

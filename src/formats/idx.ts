/**
 * IDX, the format of MNIST's own files and of those that took its place (Fashion-MNIST, KMNIST, QMNIST): a header of
 * big-endian numbers, then bytes. Source: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/ ("FILE FORMATS").
 */
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import type { Result } from '../core/fault';
import { MOST_PICTURES, tooManyPictures } from './data-part';
import { reading, refuseFile, shownName } from './refusal';

export type IdxContent =
  /** uint8 [count, 784], a view of the file's bytes. */
  | { readonly kind: 'images'; readonly pixels: Uint8Array; readonly count: number }
  /** uint8 [count], 0..9, likewise. */
  | { readonly kind: 'labels'; readonly labels: Uint8Array; readonly count: number };

const SIDE = Math.sqrt(PIXEL_COUNT);
const TYPES: Readonly<Record<number, string>> = {
  0x08: 'bytes',
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: 'floats',
  0x0e: 'doubles',
};

/** Two zeros, a type of numbers, and how many dimensions there are. */
export const isIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 &&
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  TYPES[bytes[2]!] !== undefined &&
  bytes[3]! >= 1 &&
  bytes[3]! <= 4;

/** name: of the file, for the sentence of a fault. */
export const readIdx = (bytes: Uint8Array, name: string): Result<IdxContent> =>
  reading(`an IDX file (“${shownName(name)}”)`, () => read(bytes, name));

function read(bytes: Uint8Array, name: string): IdxContent {
  const called = `“${shownName(name)}”`;
  if (!isIdx(bytes)) return refuseFile(`${called} does not begin as an IDX file does.`);
  const type = bytes[2]!;
  const dimensions = bytes[3]!;
  if (type !== 0x08) refuseFile(`${called} holds ${TYPES[type]}: unsigned bytes are wanted.`);
  const headerSize = 4 + 4 * dimensions;
  if (bytes.length < headerSize)
    refuseFile(`${called} is cut short within its header, at byte ${bytes.length} of ${headerSize}.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const [count = 0, ...shape] = sizes;
  const isLabels = dimensions === 1;
  if (!isLabels && shape.join() !== `${SIDE},${SIDE}` && shape.join() !== String(PIXEL_COUNT))
    refuseFile(`${called} holds pictures of ${shape.join(' x ')}: ${SIDE} x ${SIDE} are wanted.`);
  if (count > MOST_PICTURES) refuseFile(tooManyPictures(name, count));
  if (count === 0) refuseFile(`${called} is empty.`);
  const expected = headerSize + count * (isLabels ? 1 : PIXEL_COUNT);
  if (bytes.length < expected)
    refuseFile(
      `${called} is cut short: it announces ${count.toLocaleString('en')} ${isLabels ? 'labels' : 'pictures'}, which end at byte ${expected}, and it ends at byte ${bytes.length}.`,
    );
  if (bytes.length > expected)
    refuseFile(
      `${called} has ${bytes.length - expected} bytes more than it announces, from byte ${expected} on.`,
    );
  const content = bytes.subarray(headerSize);
  if (!isLabels) return { kind: 'images', pixels: content, count };
  const wrong = content.findIndex((label) => label >= CLASS_COUNT);
  if (wrong >= 0)
    refuseFile(
      `${called}: label ${wrong + 1}, at byte ${headerSize + wrong}, is ${content[wrong]}: labels from 0 to 9 are wanted.`,
    );
  return { kind: 'labels', labels: content, count };
}

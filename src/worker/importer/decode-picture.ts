/**
 * Pictures of single digits, decoded. Grey PNGs of eight bits, which most such files are, are read byte by byte as MNIST's own
 * sheets are, for a canvas may change what it is given; all others are left to the browser.
 */
import { errorText, type Fault, fail, ok, type Result } from '../../core/fault';
import { decodeGreyPng } from '../../dataset/png';
import { digitPicture, greyOf } from '../../formats/digit-picture';
import { shownName } from '../../formats/refusal';

/** More are a photograph, not one digit. */
const MOST_PIXELS = 16_000_000;

export const isPicture = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) ||
  (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff);

/** rgba: uint8 [height, width, 4]. */
export interface Decoded {
  readonly rgba: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Rejects when it is no picture. Throws RangeError when it has more pixels than are taken. */
export async function decodeByBrowser(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
  const { width, height } = bitmap;
  try {
    if (width * height > MOST_PIXELS) throw new RangeError('too many pixels');
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(bitmap, 0, 0);
    return { rgba: context.getImageData(0, 0, width, height).data, width, height };
  } finally {
    bitmap.close();
  }
}

/**
 * uint8 [784], 255 = ink. A fault, with its name, for one that cannot be decoded or is too large. byBrowser: for tests.
 */
export async function decodePicture(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  byBrowser: typeof decodeByBrowser = decodeByBrowser,
): Promise<Result<Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isPng = bytes[0] === 0x89;
  if (isPng && bytes.length > 26) {
    const [width, height] = [view.getUint32(16), view.getUint32(20)];
    if (width * height > MOST_PIXELS)
      return fail(badPicture(name, `it announces ${width} x ${height} pixels, which is no single digit`));
    if (bytes[24] === 8 && bytes[25] === 0) {
      const grey = await decodeGreyPng(bytes).catch(() => undefined);
      if (grey) return ok(digitPicture(grey.pixels, grey.width, grey.height));
    }
  }
  try {
    const { rgba, width, height } = await byBrowser(bytes);
    return ok(digitPicture(greyOf(rgba), width, height));
  } catch (error) {
    return fail({ ...badPicture(name, 'it is damaged, or cut short'), detail: errorText(error) });
  }
}

const badPicture = (name: string, why: string): Fault => ({
  code: 'invalid-file',
  message: `The picture “${shownName(name)}” was left out: ${why}.`,
  remedy: 'dismiss',
});

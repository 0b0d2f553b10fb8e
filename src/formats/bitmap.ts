/** A digit as a picture that any page can hold in its text: an uncompressed bitmap of 256 greys, black ink on white. */
const HEADER = 54;
const PALETTE = 4 * 256;

/** The address of a picture. pixels: uint8 [side * side], 255 = ink; side: a multiple of 4. */
export function bitmapAddress(pixels: Uint8Array, side: number): string {
  const start = HEADER + PALETTE;
  const bytes = new Uint8Array(start + side * side);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4d42, true);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, side, true);
  // From the bottom up, unless its height is less than nothing.
  view.setInt32(22, -side, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  for (let i = 0; i < 256; i++) bytes.fill(255 - i, HEADER + 4 * i, HEADER + 4 * i + 3);
  bytes.set(pixels.subarray(0, side * side), start);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:image/bmp;base64,${btoa(text)}`;
}

/**
 * Reads 8-bit grayscale, non-interlaced PNG files, the kind that the sprite bundle is made of.
 *
 * Why not let the browser decode them: the only way back from an image to its bytes is a canvas, and canvases are allowed to
 * change them (colour management, the noise of anti-fingerprinting browsers). This way the network trains on MNIST's very
 * bytes in every browser. The inflating itself is still the browser's own.
 *
 * Source: W3C, Portable Network Graphics (PNG) Specification, third edition, sections 5 (datastream), 9 (filtering) and 11
 * (chunks); the compressed stream is zlib's, RFC 1950. Chunk CRCs are not checked: the loader has checked the whole file's
 * SHA-256 before, and zlib's own checksum guards the pixels.
 */
export class PngError extends Error {
  override readonly name = 'PngError';
}

export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** uint8 [height, width]. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** A sheet of 60,000 digits has 47 million; anything far beyond is no sprite sheet, and not worth the memory. */
const MAX_PIXELS = 100_000_000;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

function* chunksOf(file: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  if (SIGNATURE.some((byte, index) => file[index] !== byte)) throw new PngError('not a PNG file');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let offset = SIGNATURE.length;
  for (;;) {
    // Length, type and checksum take 12 bytes; a chunk that does not fit in the rest of the file is cut off.
    if (offset + 12 > file.length) throw new PngError('ends before its IEND chunk');
    const length = view.getUint32(offset);
    if (length > file.length - offset - 12) throw new PngError('a chunk is longer than the file');
    const type = String.fromCharCode(...file.subarray(offset + 4, offset + 8));
    yield { type, data: file.subarray(offset + 8, offset + 8 + length) };
    if (type === 'IEND') return;
    offset += 12 + length;
  }
}

function readHeader(chunk: Chunk | undefined): { width: number; height: number } {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) throw new PngError('does not begin with IHDR');
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset, 13);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const [depth, colour, compression, filter, interlace] = chunk.data.subarray(8);
  if (depth !== 8 || colour !== 0)
    throw new PngError(`not 8-bit grayscale (depth ${depth}, colour ${colour})`);
  if (compression !== 0 || filter !== 0 || interlace !== 0)
    throw new PngError('unsupported coding or interlaced');
  if (width === 0 || height === 0 || width * height > MAX_PIXELS) {
    throw new PngError(`unsuitable size ${width} x ${height}`);
  }
  return { width, height };
}

/** Inflates into exactly `sizeBytes` bytes: no more memory is taken than the header has announced. */
async function inflate(parts: Uint8Array<ArrayBuffer>[], sizeBytes: number): Promise<Uint8Array> {
  const inflated = new Uint8Array(sizeBytes);
  let length = 0;
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > sizeBytes) throw new PngError('more pixels than announced');
      inflated.set(value, length);
      length += value.length;
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    if (error instanceof PngError) throw error;
    throw new PngError('its compressed pixels are damaged', { cause: error });
  }
  if (length < sizeBytes) throw new PngError('fewer pixels than announced');
  return inflated;
}

/** Of left, above and upper left, the one nearest to left + above - upper left (section 9.4). */
function paeth(left: number, above: number, upperLeft: number): number {
  const toLeft = Math.abs(above - upperLeft);
  const toAbove = Math.abs(left - upperLeft);
  const toUpperLeft = Math.abs(left + above - 2 * upperLeft);
  if (toLeft <= toAbove && toLeft <= toUpperLeft) return left;
  return toAbove <= toUpperLeft ? above : upperLeft;
}

/** Undoes the filter that each row names in its first byte. Uint8Array wraps modulo 256, as the filters do. */
function unfilter(rows: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = y * (width + 1);
    const to = y * width;
    const filter = rows[from]!;
    pixels.set(rows.subarray(from + 1, from + 1 + width), to);
    if (filter === 0) continue;
    if (filter > 4) throw new PngError(`unknown row filter ${filter}`);
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? pixels[to + x - 1]! : 0;
      const above = y > 0 ? pixels[to + x - width]! : 0;
      if (filter === 1) pixels[to + x]! += left;
      else if (filter === 2) pixels[to + x]! += above;
      else if (filter === 3) pixels[to + x]! += (left + above) >> 1;
      else pixels[to + x]! += paeth(left, above, x > 0 && y > 0 ? pixels[to + x - width - 1]! : 0);
    }
  }
  return pixels;
}

/** The image in a PNG file. Rejects with PngError when it is malformed or of another kind. */
export async function decodeGreyPng(file: Uint8Array<ArrayBuffer>): Promise<GreyImage> {
  const [first, ...rest] = [...chunksOf(file)];
  const { width, height } = readHeader(first);
  // A capital first letter marks a chunk without which the image cannot be understood; we know only IDAT and IEND.
  const unknown = rest.find(({ type }) => /^[A-Z]/.test(type) && type !== 'IDAT' && type !== 'IEND');
  if (unknown !== undefined) throw new PngError(`unknown critical chunk ${unknown.type}`);
  const parts = rest.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = await inflate(parts, height * (width + 1));
  return { width, height, pixels: unfilter(rows, width, height) };
}

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
  readonly pixels: Uint8Array;
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

/** Of left, above and upper left, the one nearest to left + above - upper left (section 9.4). */
function paeth(left: number, above: number, upperLeft: number): number {
  const toLeft = Math.abs(above - upperLeft);
  const toAbove = Math.abs(left - upperLeft);
  const toUpperLeft = Math.abs(left + above - 2 * upperLeft);
  if (toLeft <= toAbove && toLeft <= toUpperLeft) return left;
  return toAbove <= toUpperLeft ? above : upperLeft;
}

/** Puts a picture together, row by row, out of inflated bytes as they come: each byte is copied once. */
class RowReader {
  readonly #width: number;
  readonly #pixels: Uint8Array;
  #filter = 0;
  /** Where the row that is being read begins among the pixels. */
  #row = 0;
  /** Pixels of it that are here; -1: not even its filter is. */
  #here = -1;

  /** pixels: uint8 [height, width], written to. */
  constructor(width: number, pixels: Uint8Array) {
    this.#width = width;
    this.#pixels = pixels;
  }

  get isComplete(): boolean {
    return this.#row === this.#pixels.length;
  }

  /** Throws PngError at what does not fit into the picture. */
  take(bytes: Uint8Array): void {
    const pixels = this.#pixels;
    for (let at = 0; at < bytes.length;) {
      if (this.isComplete) throw new PngError('more pixels than announced');
      if (this.#here < 0) {
        this.#filter = bytes[at++]!;
        if (this.#filter > 4) throw new PngError(`unknown row filter ${this.#filter}`);
        this.#here = 0;
        continue;
      }
      const count = Math.min(this.#width - this.#here, bytes.length - at);
      const to = this.#row + this.#here;
      // For a row of a few hundred pixels much faster than subarray() and set().
      for (let i = 0; i < count; i++) pixels[to + i] = bytes[at + i]!;
      at += count;
      this.#here += count;
      if (this.#here === this.#width) this.#endRow();
    }
  }

  /** Undoes the row's filter. Uint8Array wraps modulo 256, as the filters do. */
  #endRow(): void {
    const pixels = this.#pixels;
    const width = this.#width;
    const filter = this.#filter;
    const from = this.#row;
    const isFirst = from === 0;
    const end = filter === 0 ? from : from + width;
    for (let i = from; i < end; i++) {
      const left = i > from ? pixels[i - 1]! : 0;
      const above = isFirst ? 0 : pixels[i - width]!;
      if (filter === 1) pixels[i]! += left;
      else if (filter === 2) pixels[i]! += above;
      else if (filter === 3) pixels[i]! += (left + above) >> 1;
      else pixels[i]! += paeth(left, above, i > from && !isFirst ? pixels[i - width - 1]! : 0);
    }
    this.#row += width;
    this.#here = -1;
  }
}

/** Bytes that are given to the inflater at a time: of a file made to burst, no more comes out before it is seen. */
const PIECE_BYTES = 65_536;

/** The parts one after the other. Not by way of a Blob, which lives in another process: that takes half as long again. */
function streamOf(parts: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let part = 0;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      while (part < parts.length && at >= parts[part]!.length) {
        part++;
        at = 0;
      }
      if (part === parts.length) return controller.close();
      controller.enqueue(parts[part]!.subarray(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}

async function inflate(parts: Uint8Array<ArrayBuffer>[], rows: RowReader): Promise<void> {
  const stream = streamOf(parts).pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rows.take(value);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    if (error instanceof PngError) throw error;
    throw new PngError('its compressed pixels are damaged', { cause: error });
  }
  if (!rows.isComplete) throw new PngError('fewer pixels than announced');
}

/**
 * The image in a PNG file. into: takes its pixels where they are to be, uint8 [height, width]; what it holds after a failure is
 * left open. Rejects with PngError when the file is malformed, of another kind, or of another size than `into`.
 */
export async function decodeGreyPng(file: Uint8Array<ArrayBuffer>, into?: Uint8Array): Promise<GreyImage> {
  const [first, ...rest] = [...chunksOf(file)];
  const { width, height } = readHeader(first);
  // A capital first letter marks a chunk without which the image cannot be understood; we know only IDAT and IEND.
  const unknown = rest.find(({ type }) => /^[A-Z]/.test(type) && type !== 'IDAT' && type !== 'IEND');
  if (unknown !== undefined) throw new PngError(`unknown critical chunk ${unknown.type}`);
  const pixels = into ?? new Uint8Array(width * height);
  if (pixels.length !== width * height) throw new PngError(`unsuitable size ${width} x ${height}`);
  const parts = rest.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  await inflate(parts, new RowReader(width, pixels));
  return { width, height, pixels };
}

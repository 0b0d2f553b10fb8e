/**
 * Distances to the nearest pixel of a kind, exactly and in time proportional to the pixels (P. F. Felzenszwalb and D. P. Huttenlocher, Distance Transforms of Sampled Functions, Theory of Computing 8, 2012).
 */
const FAR = 1e12;

interface Scratch {
  readonly line: Float64Array;
  readonly vertices: Int32Array;
  readonly borders: Float64Array;
}

function transformLine(
  values: Float64Array,
  start: number,
  stride: number,
  count: number,
  scratch: Scratch,
): void {
  const { line, vertices, borders } = scratch;
  for (let i = 0; i < count; i++) line[i] = values[start + i * stride]!;
  let last = 0;
  vertices[0] = 0;
  borders[0] = -Infinity;
  borders[1] = Infinity;
  for (let i = 1; i < count; i++) {
    let border = 0;
    for (;;) {
      const vertex = vertices[last]!;
      border = (line[i]! + i * i - line[vertex]! - vertex * vertex) / (2 * (i - vertex));
      // The first border is minus infinity: it ends the search.
      if (border > borders[last]!) break;
      last--;
    }
    last++;
    vertices[last] = i;
    borders[last] = border;
    borders[last + 1] = Infinity;
  }
  let at = 0;
  for (let i = 0; i < count; i++) {
    while (borders[at + 1]! < i) at++;
    const vertex = vertices[at]!;
    values[start + i * stride] = (i - vertex) * (i - vertex) + line[vertex]!;
  }
}

/** For each pixel its distance to the nearest one whose mask is `kind`, float32 [height * width], in pixels; very far for none. */
export function distancesTo(mask: Uint8Array, width: number, height: number, kind: number): Float32Array {
  const squared = Float64Array.from(mask, (value) => (value === kind ? 0 : FAR));
  const longer = Math.max(width, height);
  const scratch = {
    line: new Float64Array(longer),
    vertices: new Int32Array(longer),
    borders: new Float64Array(longer + 1),
  };
  for (let x = 0; x < width; x++) transformLine(squared, x, width, height, scratch);
  for (let y = 0; y < height; y++) transformLine(squared, y * width, 1, width, scratch);
  return Float32Array.from(squared, Math.sqrt);
}

/**
 * One variant of a digit, exactly. All but writeVariant() is whole numbers, so that JavaScript, WebAssembly and shaders make the
 * same bytes of the same parameters. augment.ts says what variants are for, and draws the parameters.
 *
 * Where pixel (row r, column c) of the variant comes from is a smooth function of r and c:
 *
 *   x(r, c) = u(r)' X u(c)     y(r, c) = u(r)' Y u(c)
 *
 * with u of spline-basis.ts, five weights and a line, and X and Y 6 x 6. So the upper left 5 x 5 of X is x itself at 25 nodes, with
 * a smooth surface in between, and its last column and row are the slopes of an affine map.
 *
 * At that place the digit is read bilinearly; outside of it all is blank. Then the stroke's thickness: that value is mixed
 * with the greatest of the four pixels that made it (thicker), or with the least (thinner). An edge moves by up to half a
 * pixel, for no further look at the digit.
 */
import { PIXEL_COUNT } from './network';
import { BASIS, basisAt, BASIS_BITS, LINE_UNIT, NODES, TERMS } from './spline-basis';

const SIDE = 28;
const CENTRE = (SIDE - 1) / 2;

/** Fraction bits of the nodes, and of a place when the digit is read there. */
const NODE_BITS = 8;
export const PLACE_BITS = 7;
const PLACE_ONE = 1 << PLACE_BITS;
/** Takes the sum of nodes times weights times weights to the fraction bits of a place. */
export const PLACE_SHIFT = BASIS_BITS + NODE_BITS - PLACE_BITS;
/** A slope times the line has as many fraction bits as a node times a weight; the line is twice i - 13.5. */
const SLOPE_ONE = (1 << (BASIS_BITS + NODE_BITS - 1)) / LINE_UNIT;
/** Beyond these, -2 and 28, all four pixels around a place are blank; places are held within. */
export const FIRST_PLACE = -2 * PLACE_ONE;
export const LAST_PLACE = SIDE * PLACE_ONE;

/** Columns of X and Y, side by side. */
const COLUMNS = 2 * TERMS;
/** Where X[i][j] is in a variant's parameters; Y[i][j] is at j + 6. Rows lie in pairs, as in BASIS. */
const matrixAt = (i: number, j: number): number => (i >> 1) * 2 * COLUMNS + 2 * j + (i & 1);
/** How much is mixed in: -128 (all of the least) to 128 (all of the greatest). */
export const THICKNESS_AT = TERMS * COLUMNS;
/** 0 for a variant that is the digit itself, otherwise 1. */
export const CHANGED_AT = THICKNESS_AT + 1;
/** int16 numbers per variant: rounded up to whole texels of four. */
export const VARIANT_SIZE = THICKNESS_AT + 4;

/** How a variant differs from its digit; lengths in pixels. */
export interface VariantShape {
  /** source = centre + [[xx, xy], [yx, yy]] (target - centre) + (shiftX, shiftY). */
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** float32 [5, 5], row-major: how much further each node is moved. */
  readonly warpX: Float32Array;
  readonly warpY: Float32Array;
  /** -1 to 1, positive for thicker strokes. */
  readonly thickness: number;
}

/** Writes the parameters at variants[VARIANT_SIZE * row]. Slopes must be within 8, places within 128 pixels. */
export function writeVariant(variants: Int16Array, row: number, shape: VariantShape): void {
  const start = row * VARIANT_SIZE;
  writePlaces(variants, start, shape.shiftX, shape.xx, shape.xy, shape.warpX);
  writePlaces(variants, start + 2 * TERMS, shape.shiftY, shape.yx, shape.yy, shape.warpY);
  variants[start + THICKNESS_AT] = Math.round(shape.thickness * PLACE_ONE);
  variants[start + CHANGED_AT] = 1;
}

/** matrixAt() of the nodes, row by row, and of the last place of each column and row. */
const NODE_AT = Uint8Array.from({ length: NODES * NODES }, (_, n) =>
  matrixAt(Math.floor(n / NODES), n % NODES),
);
const COLUMN_END_AT = Uint8Array.from({ length: NODES }, (_, j) => matrixAt(NODES, j));
const ROW_END_AT = Uint8Array.from({ length: NODES }, (_, i) => matrixAt(i, NODES));
/** Added to a number above -2^16, has its whole part be the number's nearest whole number, but for 2^16, which int16 forgets. */
const ROUNDING = 65_536.5;

/**
 * X or Y, from `start`. A run of the standard recipe does this three million times, and where a graphics card trains, steps wait for
 * it: places from tables, and no calls.
 */
function writePlaces(
  variants: Int16Array,
  start: number,
  shift: number,
  alongColumns: number,
  alongRows: number,
  warp: Float32Array,
): void {
  const middle = CENTRE + shift;
  for (let n = 0; n < NODES * NODES; n++) {
    variants[start + NODE_AT[n]!] = ((middle + warp[n]!) * (1 << NODE_BITS) + ROUNDING) | 0;
  }
  const column = (alongColumns * SLOPE_ONE + ROUNDING) | 0;
  const row = (alongRows * SLOPE_ONE + ROUNDING) | 0;
  for (let i = 0; i < NODES; i++) {
    variants[start + ROW_END_AT[i]!] = column;
    variants[start + COLUMN_END_AT[i]!] = row;
  }
  variants[start + matrixAt(NODES, NODES)] = 0;
}

/** Has variant `row` be the digit itself. */
export function writeUnchanged(variants: Int16Array, row: number): void {
  variants.fill(0, row * VARIANT_SIZE, (row + 1) * VARIANT_SIZE);
}

/** The digit with a border of two blank pixels, so that reading at its edge needs no special case. */
const BORDER = 2;
const PADDED = SIDE + 2 * BORDER;
const padded = new Uint8Array(PADDED * PADDED);
/** u(r)' [X Y] for the row of pixels at hand. */
const rowPlaces = new Int32Array(COLUMNS);

/**
 * Writes variant `row` of the digit at source[from .. from + 784) to result[to .. to + 784). Both uint8, row-major, 255 = ink;
 * they may be the same.
 */
export function applyVariant(
  variants: Int16Array,
  row: number,
  source: Uint8Array,
  from: number,
  result: Uint8Array,
  to: number,
): void {
  const start = row * VARIANT_SIZE;
  if (variants[start + CHANGED_AT] === 0) {
    result.set(source.subarray(from, from + PIXEL_COUNT), to);
    return;
  }
  for (let r = 0; r < SIDE; r++) {
    padded.set(source.subarray(from + r * SIDE, from + (r + 1) * SIDE), (r + BORDER) * PADDED + BORDER);
  }
  const thickness = variants[start + THICKNESS_AT]!;
  for (let r = 0; r < SIDE; r++) {
    for (let j = 0; j < COLUMNS; j++) {
      let sum = 1 << (BASIS_BITS - 1);
      for (let i = 0; i < TERMS; i += 2) {
        const u = basisAt(i, r);
        const at = start + matrixAt(i, j);
        sum += BASIS[u]! * variants[at]! + BASIS[u + 1]! * variants[at + 1]!;
      }
      rowPlaces[j] = sum >> BASIS_BITS;
    }
    for (let c = 0; c < SIDE; c++) {
      result[to + r * SIDE + c] = read(placeAt(0, c), placeAt(TERMS, c), thickness);
    }
  }
}

/** In the row of pixels at hand: x (first = 0) or y (first = 6) at column c, in 1/128 pixels. */
function placeAt(first: number, c: number): number {
  let sum = 1 << (PLACE_SHIFT - 1);
  for (let j = 0; j < TERMS; j += 2) {
    const u = basisAt(j, c);
    sum += rowPlaces[first + j]! * BASIS[u]! + rowPlaces[first + j + 1]! * BASIS[u + 1]!;
  }
  const place = sum >> PLACE_SHIFT;
  return place < FIRST_PLACE ? FIRST_PLACE : place > LAST_PLACE ? LAST_PLACE : place;
}

/** The digit at (x, y), 0 being the middle of its first pixel. */
function read(x: number, y: number, thickness: number): number {
  const at = ((y >> PLACE_BITS) + BORDER) * PADDED + (x >> PLACE_BITS) + BORDER;
  const p00 = padded[at]!;
  const p01 = padded[at + 1]!;
  const p10 = padded[at + PADDED]!;
  const p11 = padded[at + PADDED + 1]!;
  const fx = x & (PLACE_ONE - 1);
  const fy = y & (PLACE_ONE - 1);
  const upper = p00 * (PLACE_ONE - fx) + p01 * fx;
  const lower = p10 * (PLACE_ONE - fx) + p11 * fx;
  const between = (upper * (PLACE_ONE - fy) + lower * fy + PLACE_ONE / 2) >> PLACE_BITS;
  const extreme = thickness < 0 ? Math.min(p00, p01, p10, p11) : Math.max(p00, p01, p10, p11);
  const share = Math.abs(thickness);
  const mixed = between * (PLACE_ONE - share) + extreme * PLACE_ONE * share;
  return (mixed + (PLACE_ONE * PLACE_ONE) / 2) >> (2 * PLACE_BITS);
}

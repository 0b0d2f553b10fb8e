/**
 * Digits into their variants, as src/core/variant.ts defines them, to the byte: its whole numbers are 16 and 32 bits wide,
 * and i32x4.dot_i16x8_s multiplies eight pairs of the former and adds them two by two, exactly.
 *
 * Four pixels at a time. Their places take six such instructions, for the terms of u lie in pairs. WebAssembly cannot fetch from
 * four addresses at once, so the two rows of two bytes around each place are loaded one by one, into one vector for the
 * upper rows and one for the lower. From there on all four pixels go together again.
 */

const PIXELS = 784;
const SIDE = 28;
/** The digit with a border of two blank pixels. */
const PADDED = 32;
const BORDER = 2;
/** Bytes of a variant's parameters, and where in them. */
const VARIANT_BYTES = 152;
const THICKNESS = 144;
const CHANGED = 146;
/** Bytes of a pair of rows of X and Y side by side. */
const MATRIX_PAIR = 48;
/** Bytes of a pair of the basis's terms, for all 28 pixels. */
const BASIS_PAIR = 112;

/** Fraction bits; see variant.ts. */
const BASIS_BITS = 12;
const PLACE_BITS = 7;
const PLACE_SHIFT = 13;
/** Rounds the place, and makes it relative to the padded digit. */
const PLACE_BIAS = (1 << (PLACE_SHIFT - 1)) + (BORDER << (PLACE_BITS + PLACE_SHIFT));
const LAST_PLACE = (SIDE + BORDER) << PLACE_BITS;

/** Two rows of X and Y (or of what comes of them) times a pair of terms, added to `sum`. */
function addPair(sum: v128, pairs: v128, terms: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(pairs, terms));
}

/** x or y at four neighbouring columns, in 1/128 pixels from the padded digit's first. */
function placesAt(basis: usize, first: v128, second: v128, third: v128): v128 {
  let sum = addPair(i32x4.splat(PLACE_BIAS), v128.load(basis), first);
  sum = addPair(sum, v128.load(basis, BASIS_PAIR), second);
  sum = addPair(sum, v128.load(basis, 2 * BASIS_PAIR), third);
  const place = i32x4.shr_s(sum, PLACE_SHIFT);
  return i32x4.max_s(i32x4.min_s(place, i32x4.splat(LAST_PLACE)), i32x4.splat(0));
}

/** Pairs (128 - f, f) of 16 bits, f being the fraction of a place. */
function mixing(place: v128): v128 {
  const f = v128.and(place, i32x4.splat((1 << PLACE_BITS) - 1));
  return i32x4.add(i32x4.shl(f, 16), i32x4.sub(i32x4.splat(1 << PLACE_BITS), f));
}

/** Four columns of u(r)' [X Y], for the row of pixels whose terms are given. */
function rowPlaces(matrix: usize, first: v128, second: v128, third: v128): v128 {
  let sum = addPair(i32x4.splat(1 << (BASIS_BITS - 1)), v128.load(matrix), first);
  sum = addPair(sum, v128.load(matrix, MATRIX_PAIR), second);
  sum = addPair(sum, v128.load(matrix, 2 * MATRIX_PAIR), third);
  return i32x4.shr_s(sum, BASIS_BITS);
}

function pad(digit: usize, padded: usize): void {
  let to = padded + BORDER * PADDED + BORDER;
  for (const end = digit + PIXELS; digit < end; digit += SIDE) {
    v128.store(to, v128.load(digit));
    v128.store(to, v128.load(digit, SIDE - 16), SIDE - 16);
    to += PADDED;
  }
}

/**
 * Replaces each of `rows` digits by its variant. basis: as src/core/spline-basis.ts lays it out; padded: 1,024 bytes, zero in the
 * border.
 */
export function augmentDigits(pixels: usize, rows: i32, variants: usize, basis: usize, padded: usize): void {
  for (let row = 0; row < rows; row++) {
    if (load<i16>(variants, CHANGED) != 0) {
      pad(pixels, padded);
      warp(padded, variants, basis, pixels);
    }
    pixels += PIXELS;
    variants += VARIANT_BYTES;
  }
}

function warp(padded: usize, variant: usize, basis: usize, out: usize): void {
  const thickness = i32(load<i16>(variant, THICKNESS));
  const share = abs(thickness);
  const shares = i32x4.splat((share << 16) | ((1 << PLACE_BITS) - share));
  // The least of four is what the greatest would be if black were white.
  const flip = i8x16.splat(thickness < 0 ? -1 : 0);
  const columnsEnd = basis + SIDE * 4;
  for (let terms = basis; terms < columnsEnd; terms += 4) {
    const u0 = v128.load32_splat(terms);
    const u1 = v128.load32_splat(terms, BASIS_PAIR);
    const u2 = v128.load32_splat(terms, 2 * BASIS_PAIR);
    const first = rowPlaces(variant, u0, u1, u2);
    const second = rowPlaces(variant + 16, u0, u1, u2);
    const third = rowPlaces(variant + 32, u0, u1, u2);
    const low = i16x8.narrow_i32x4_s(first, second);
    const high = i16x8.narrow_i32x4_s(third, third);
    const x0 = v128.shuffle<i32>(low, low, 0, 0, 0, 0);
    const x1 = v128.shuffle<i32>(low, low, 1, 1, 1, 1);
    const x2 = v128.shuffle<i32>(low, low, 2, 2, 2, 2);
    const y0 = v128.shuffle<i32>(low, low, 3, 3, 3, 3);
    const y1 = v128.shuffle<i32>(high, high, 0, 0, 0, 0);
    const y2 = v128.shuffle<i32>(high, high, 1, 1, 1, 1);
    for (let columns = basis; columns < columnsEnd; columns += 16) {
      const x = placesAt(columns, x0, x1, x2);
      const y = placesAt(columns, y0, y1, y2);
      const at = i32x4.add(
        i32x4.shr_s(x, PLACE_BITS),
        i32x4.shl(i32x4.shr_s(y, PLACE_BITS), 5 /* log2(PADDED) */),
      );
      const a = padded + i32x4.extract_lane(at, 0);
      const b = padded + i32x4.extract_lane(at, 1);
      const c = padded + i32x4.extract_lane(at, 2);
      const d = padded + i32x4.extract_lane(at, 3);
      let upper = v128.load32_zero(a);
      upper = v128.load16_lane(b, upper, 1);
      upper = v128.load16_lane(c, upper, 2);
      upper = v128.load16_lane(d, upper, 3);
      let lower = v128.load32_zero(a, PADDED);
      lower = v128.load16_lane(b, lower, 1, PADDED);
      lower = v128.load16_lane(c, lower, 2, PADDED);
      lower = v128.load16_lane(d, lower, 3, PADDED);

      const across = mixing(x);
      const top = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(upper), across);
      const bottom = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(lower), across);
      // A pair again: both fit into 15 bits.
      const both = v128.or(top, i32x4.shl(bottom, 16));
      const exact = i32x4.dot_i16x8_s(both, mixing(y));
      const between = i32x4.shr_u(i32x4.add(exact, i32x4.splat(1 << (PLACE_BITS - 1))), PLACE_BITS);

      const greater = i8x16.max_u(v128.xor(upper, flip), v128.xor(lower, flip));
      const greatest = v128.xor(i8x16.max_u(greater, i16x8.shr_u(greater, 8)), flip);
      const extreme = i32x4.extend_low_i16x8_u(v128.and(greatest, i16x8.splat(255)));
      const ends = v128.or(between, i32x4.shl(extreme, 16 + PLACE_BITS));
      const mixed = i32x4.dot_i16x8_s(ends, shares);
      const bytes = i32x4.shr_u(i32x4.add(mixed, i32x4.splat(1 << (2 * PLACE_BITS - 1))), 2 * PLACE_BITS);
      const words = i16x8.narrow_i32x4_s(bytes, bytes);
      v128.store32_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
      out += 4;
    }
  }
}

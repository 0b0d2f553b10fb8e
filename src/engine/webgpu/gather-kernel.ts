/**
 * The first kernel of a step: the batch's digits as rows of bytes, out of those that the device keeps or out of the packet. On
 * the way they become the variants that the batch asks for, by the definition in core/variant.ts, whose whole numbers WGSL has
 * as well. Each thread makes four neighbouring pixels.
 */
import { BASIS, BASIS_BITS } from '../../core/spline-basis';
import { FIRST_PLACE, LAST_PLACE, PLACE_BITS, PLACE_SHIFT, THICKNESS_AT } from '../../core/variant';
import { DIGIT_WORDS, NOWHERE, ROW_WORDS, STAGED, VARIANT_WORDS } from './record';
import { header } from './wgsl';

const THREADS = 64;
const PLACE_ONE = 1 << PLACE_BITS;
/** Columns of [X Y], as variant.ts has them. */
const COLUMNS = 12;

/** Parameters of a variant lie in pairs of int16, so that each word holds two terms of one sum. */
const VARIANT = `
const BASIS = array<i32, ${BASIS.length}>(${BASIS.join(', ')});

/** A word's two terms times the terms 2k and 2k + 1 of u(i). */
fn pair(word: u32, k: u32, i: u32) -> i32 {
  let at = 56u * k + 2u * i;
  return (i32(word << 16u) >> 16u) * BASIS[at] + (i32(word) >> 16u) * BASIS[at + 1u];
}

fn pixel(x: i32, y: i32, digit: u32, isStaged: bool) -> i32 {
  if (min(x, y) < 0 || max(x, y) >= 28) { return 0; }
  let at = u32(28 * y + x);
  return i32((source(digit + at / 4u, isStaged) >> (8u * (at % 4u))) & 255u);
}

/** The digit read at a place. */
fn readAt(px: i32, py: i32, thickness: i32, digit: u32, isStaged: bool) -> i32 {
  let x = px >> ${PLACE_BITS}u;
  let y = py >> ${PLACE_BITS}u;
  let fx = px & ${PLACE_ONE - 1};
  let fy = py & ${PLACE_ONE - 1};
  let p00 = pixel(x, y, digit, isStaged);
  let p01 = pixel(x + 1, y, digit, isStaged);
  let p10 = pixel(x, y + 1, digit, isStaged);
  let p11 = pixel(x + 1, y + 1, digit, isStaged);
  let upper = p00 * (${PLACE_ONE} - fx) + p01 * fx;
  let lower = p10 * (${PLACE_ONE} - fx) + p11 * fx;
  let between = (upper * (${PLACE_ONE} - fy) + lower * fy + ${PLACE_ONE / 2}) >> ${PLACE_BITS}u;
  let extreme = select(max(max(p00, p01), max(p10, p11)), min(min(p00, p01), min(p10, p11)), thickness < 0);
  let share = abs(thickness);
  let mixed = between * (${PLACE_ONE} - share) + extreme * ${PLACE_ONE} * share;
  return (mixed + ${(PLACE_ONE * PLACE_ONE) / 2}) >> ${2 * PLACE_BITS}u;
}

/** Four pixels of the variant whose parameters begin at that word. */
fn fourOf(variant: u32, at: u32, thickness: i32, digit: u32, isStaged: bool) -> u32 {
  let r = at / 7u;
  var places: array<i32, ${COLUMNS}>;
  for (var j = 0u; j < ${COLUMNS}u; j++) {
    var sum = ${1 << (BASIS_BITS - 1)};
    for (var k = 0u; k < 3u; k++) { sum += pair(packet[variant + ${COLUMNS}u * k + j], k, r); }
    places[j] = sum >> ${BASIS_BITS}u;
  }
  var bytes = 0u;
  for (var i = 0u; i < 4u; i++) {
    let c = 4u * (at % 7u) + i;
    var x = ${1 << (PLACE_SHIFT - 1)};
    var y = ${1 << (PLACE_SHIFT - 1)};
    for (var k = 0u; k < 3u; k++) {
      let u = 56u * k + 2u * c;
      x += places[2u * k] * BASIS[u] + places[2u * k + 1u] * BASIS[u + 1u];
      y += places[6u + 2u * k] * BASIS[u] + places[7u + 2u * k] * BASIS[u + 1u];
    }
    let px = clamp(x >> ${PLACE_SHIFT}u, ${FIRST_PLACE}, ${LAST_PLACE});
    let py = clamp(y >> ${PLACE_SHIFT}u, ${FIRST_PLACE}, ${LAST_PLACE});
    bytes |= u32(readAt(px, py, thickness, digit, isStaged)) << (8u * i);
  }
  return bytes;
}`;

/** Run over all rows that there is room for. */
export const gatherKernel = (rows: number): { source: string; groups: number } => ({
  groups: Math.ceil((rows * DIGIT_WORDS) / THREADS),
  source: `${header('vec4<f32>')}
fn source(at: u32, isStaged: bool) -> u32 {
  if (isStaged) { return packet[at]; }
  return digits[at];
}
${VARIANT}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread: vec3<u32>) {
  let row = thread.x / ${DIGIT_WORDS}u;
  let at = thread.x % ${DIGIT_WORDS}u;
  if (row >= step.count) { return; }
  let entry = packet[step.rowsAt + ${ROW_WORDS}u * row];
  let isStaged = entry >= ${STAGED}u;
  let digit = select(0u, step.stagedAt, isStaged) + (entry & ${STAGED - 1}u) * ${DIGIT_WORDS}u;
  if (step.variantsAt != ${NOWHERE}u) {
    let variant = step.variantsAt + ${VARIANT_WORDS}u * row;
    let last = packet[variant + ${THICKNESS_AT / 2}u];
    if ((last >> 16u) != 0u) {
      pixels[thread.x] = fourOf(variant, at, i32(last << 16u) >> 16u, digit, isStaged);
      return;
    }
  }
  pixels[thread.x] = source(digit + at, isStaged);
}`,
});

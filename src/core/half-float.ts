/**
 * IEEE 754 binary16, the two-byte float that stored networks are written in: 11 significant bits, so a weight moves by at
 * most one part in 2,048, which changes no reading. Not every browser has Float16Array yet.
 */
const MANTISSA_STEPS = 1024;
const LEAST_EXPONENT = -14;
const GREATEST_EXPONENT = 15;
const EXPONENT_BIAS = 15;
const INFINITY_BITS = 0x7c00;
const NAN_BITS = 0x7e00;

/** To the nearest whole number, halves to the even one. value: 0 or more. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** The 16 bits of the nearest half float, ties to even; beyond 65,519.99 infinity. */
export function toHalfBits(value: number): number {
  if (Number.isNaN(value)) return NAN_BITS;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 2 ** (GREATEST_EXPONENT + 1)) return sign | INFINITY_BITS;
  let exponent = LEAST_EXPONENT;
  while (size >= 2 ** (exponent + 1)) exponent++;
  const steps = roundHalfEven((size / 2 ** exponent) * MANTISSA_STEPS);
  // A normal number's first bit is not written: it is what the exponent counts. Rounding up carries into the exponent by
  // itself, up to infinity; a subnormal number has the least exponent and no such bit.
  const biased = exponent + EXPONENT_BIAS - 1;
  return sign | (biased * MANTISSA_STEPS + steps);
}

/** The number that 16 bits stand for, exactly. */
export function fromHalfBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * (mantissa / MANTISSA_STEPS) * 2 ** LEAST_EXPONENT;
  return sign * (1 + mantissa / MANTISSA_STEPS) * 2 ** (exponent - EXPONENT_BIAS);
}

/**
 * The functions that a variant's places are made of (see variant.ts), tabulated for the 28 pixels of a row or column, in
 * whole numbers. u(i) is six numbers: the weights, at pixel i, of the natural cubic spline through five nodes evenly laid over
 * pixels 0 to 27, and the line i - 13.5. (Natural: second derivative 0 at both ends. See for instance Press and others,
 * Numerical Recipes, 3.3.) A spline through nodes of equal height is level, so the weights add up to 1.
 */
const SIDE = 28;
export const NODES = 5;
export const TERMS = NODES + 1;

/** Fraction bits of the weights. */
export const BASIS_BITS = 12;
/** The line is held as whole numbers, (2 i - 27) * LINE_UNIT. */
export const LINE_UNIT = 128;

/** The inverse of the tridiagonal (1, 4, 1) that the three inner nodes' second derivatives solve, times 56. */
const INVERSE = [
  [15, -4, 1],
  [-4, 16, -4],
  [1, -4, 15],
] as const;

/** The spline that is 1 at node `peak` and 0 at the others: its second derivative at `node`, nodes being 1 apart. */
function bend(node: number, peak: number): number {
  const difference = (inner: number): number => (inner === peak ? -2 : Math.abs(inner - peak) === 1 ? 1 : 0);
  const row = INVERSE[node - 1];
  return row ? (6 / 56) * (row[0] * difference(1) + row[1] * difference(2) + row[2] * difference(3)) : 0;
}

/** The same spline's value at pixel i. */
function weight(i: number, peak: number): number {
  const at = (i / (SIDE - 1)) * (NODES - 1);
  const node = Math.min(NODES - 2, Math.floor(at));
  const after = at - node;
  const before = 1 - after;
  const straight = node === peak ? before : node + 1 === peak ? after : 0;
  const curved = (before ** 3 - before) * bend(node, peak) + (after ** 3 - after) * bend(node + 1, peak);
  return straight + curved / 6;
}

function termsAt(i: number): number[] {
  const one = 1 << BASIS_BITS;
  const weights = Array.from({ length: NODES }, (_, node) => Math.round(weight(i, node) * one));
  // What rounding took goes back to the greatest, so that they add up to 1 exactly.
  const greatest = weights.indexOf(Math.max(...weights));
  weights[greatest]! += one - weights.reduce((a, b) => a + b);
  return [...weights, (2 * i - (SIDE - 1)) * LINE_UNIT];
}

/** Where BASIS has a term of u(i). Terms lie in pairs: processors multiply and add 16-bit numbers two at a time. */
export const basisAt = (term: number, i: number): number => (term >> 1) * 2 * SIDE + 2 * i + (term & 1);

/** int16 [3][28][2]: terms 2k and 2k + 1 of u(i) at [k][i]. */
export const BASIS = new Int16Array(TERMS * SIDE);
for (let i = 0; i < SIDE; i++) termsAt(i).forEach((value, term) => (BASIS[basisAt(term, i)] = value));

/**
 * The hand that draws: slant, proportions, bends, a tremble, rounded corners, and some size and place on the pad. Digits and
 * non-digits are drawn by the same hand, so that nothing but the shape can tell them apart.
 */
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import type { Dice } from './dice';

/** How unlike each other drawings of one shape are. */
export interface Hand {
  readonly rotationRadians: number;
  readonly shear: number;
  /** Natural logarithm of how much wider or narrower. */
  readonly stretch: number;
  /** Of the drawing's size. */
  readonly bend: number;
  readonly tremble: number;
  /** The farthest that points of a stroke are apart, of the drawing's size: fast pens and slow tablets cut corners. */
  readonly farthestPoints?: number;
}

export const USUAL_HAND: Hand = {
  rotationRadians: 0.22,
  shear: 0.25,
  stretch: 0.3,
  bend: 0.035,
  tremble: 0.006,
};

/** Learning takes more than the usual, so that no hand is a surprise. */
export const TRAINING_HAND: Hand = {
  rotationRadians: 0.24,
  shear: 0.3,
  stretch: 0.3,
  bend: 0.045,
  tremble: 0.016,
  farthestPoints: 0.16,
};

const SPACING = 0.03;
const MOST_SMOOTHING = 3;
const SPARSE_SHARE = 0.35;

/** Points at most SPACING apart along each stroke. */
function densify(stroke: Stroke): StrokePoint[] {
  const points: StrokePoint[] = [stroke[0]!];
  for (const [i, to] of stroke.slice(1).entries()) {
    const from = stroke[i]!;
    const parts = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SPACING);
    for (let k = 1; k <= parts; k++) {
      points.push({ x: from.x + ((to.x - from.x) * k) / parts, y: from.y + ((to.y - from.y) * k) / parts });
    }
  }
  return points;
}

/** Only points that are at least so far apart along the stroke, and both ends. */
function thinOut(stroke: Stroke, spacing: number): Stroke {
  let since = 0;
  return stroke.filter((point, i) => {
    const before = stroke[i - 1];
    if (!before || i === stroke.length - 1) return true;
    since += Math.hypot(point.x - before.x, point.y - before.y);
    if (since < spacing) return false;
    since = 0;
    return true;
  });
}

/** Each point halfway to the mean of its neighbours, ends held. */
const smooth = (stroke: Stroke): Stroke =>
  stroke.map((point, i) => {
    const [before, after] = [stroke[i - 1], stroke[i + 1]];
    if (!before || !after) return point;
    return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
  });

/** A slow wave in two directions: bends the drawing as a whole. */
function bending(dice: Dice, amount: number): (point: StrokePoint) => StrokePoint {
  const wave = () => {
    const [fx, fy, phase, size] = [
      dice.symmetric(4),
      dice.symmetric(4),
      dice.uniform(0, 7),
      dice.uniform(0, amount),
    ];
    return (x: number, y: number) => size * Math.sin(fx * x + fy * y + phase);
  };
  const waves = [wave(), wave(), wave(), wave()] as const;
  return ({ x, y }) => ({ x: x + waves[0](x, y) + waves[1](x, y), y: y + waves[2](x, y) + waves[3](x, y) });
}

/** The shape as this hand draws it once, somewhere on the pad. Strokes without points vanish. */
export function vary(shape: readonly Stroke[], dice: Dice, hand: Hand = TRAINING_HAND): Stroke[] {
  const angle = dice.symmetric(hand.rotationRadians);
  const shear = dice.symmetric(hand.shear);
  const stretch = Math.exp(dice.symmetric(hand.stretch));
  const bend = bending(dice, hand.bend);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const smoothings = dice.whole(0, MOST_SMOOTHING);
  const tremble = dice.uniform(0, hand.tremble);
  const spacing =
    hand.farthestPoints && dice.chance(SPARSE_SHARE) ? dice.uniform(SPACING, hand.farthestPoints) : 0;
  const drawn = shape
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      let line: Stroke = densify(stroke).map((point) => {
        const { x, y } = bend(point);
        const [u, v] = [(x - 0.5 + shear * (0.5 - y)) * stretch, (y - 0.5) / stretch];
        return { x: cos * u - sin * v, y: sin * u + cos * v };
      });
      line = line.map(({ x, y }) => ({ x: x + dice.symmetric(tremble), y: y + dice.symmetric(tremble) }));
      for (let i = 0; i < smoothings; i++) line = smooth(line);
      return spacing ? thinOut(line, spacing) : line;
    });
  return placeOnPad(drawn, dice);
}

/** Scales a drawing so that its longer side is 25 to 90% of the pad, and puts it anywhere it fits. */
function placeOnPad(strokes: readonly Stroke[], dice: Dice): Stroke[] {
  const points = strokes.flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = dice.uniform(0.25, 0.9) / Math.max(width, height, 0.05);
  const right = dice.uniform(0.03, 0.97 - width * scale);
  const down = dice.uniform(0.03, 0.97 - height * scale);
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: right + (x - left) * scale, y: down + (y - top) * scale })),
  );
}

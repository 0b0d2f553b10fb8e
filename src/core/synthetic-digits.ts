/**
 * Digits drawn by a seeded hand, for training: MNIST's writers are all of one school, and a network that saw no other takes a
 * flagged one for a seven. A sketch of hand-models.ts with every point moved a little, slanted, stretched, joined by a
 * smooth curve, and made a picture by the pad's own normalisation.
 */
import { HAND_MODELS, type SketchPoint } from './hand-models';
import { normaliseStrokes } from './normalise';
import { randomUniform } from './random';
import type { Stroke, StrokePoint } from './strokes';

/** Largest horizontal shift over the digit's height, to either side, as a share of it. */
const SLANT = 0.35;
/** Width over height of a sketch's square, mostly: the mean, and the largest deviation as a power of e. */
const ASPECT = 0.75;
const ASPECT_DEVIATION = 0.35;
/** Share of the digits that may be much narrower or wider than that, and how narrow and wide; each ratio is as likely. */
const ODD_SHARE = 0.25;
const NARROWEST = 0.2;
const WIDEST = 2;
/** Narrower digits than this lean less far: they would be wide else. */
const LEANS_FREELY = 0.5;
/** Straight pieces of the curve between two points. */
const PIECES = 6;

export interface SyntheticDigit {
  /** uint8 [784], 255 = ink, owned by the caller. */
  readonly pixels: Uint8Array;
  readonly label: number;
}

/** The digit named by `key`: all ten equally likely, and all ways of writing one. */
export function drawSyntheticDigit(key: number): SyntheticDigit {
  const { strokes, label } = drawSyntheticStrokes(key);
  return { pixels: normaliseStrokes(strokes)!, label };
}

/** The same digit as the pen drew it. */
export function drawSyntheticStrokes(key: number): { strokes: Stroke[]; label: number } {
  let draws = 0;
  const uniform = (): number => randomUniform(key, draws++);
  const symmetric = (limit: number): number => (2 * uniform() - 1) * limit;
  const label = Math.floor(uniform() * HAND_MODELS.length);
  const sketches = HAND_MODELS[label]!;
  const sketch = sketches[Math.floor(uniform() * sketches.length)]!;
  const lean = symmetric(SLANT);
  const usual = ASPECT * Math.exp(symmetric(ASPECT_DEVIATION));
  const odd = NARROWEST * (WIDEST / NARROWEST) ** uniform();
  const aspect = uniform() < ODD_SHARE ? odd : usual;
  const slant = lean * Math.min(1, aspect / LEANS_FREELY);
  const strokes = sketch.map((stroke) =>
    smooth(
      stroke.map((point) => {
        const x = point.x + symmetric(point.stray);
        const y = point.y + symmetric(point.stray);
        return { ...point, x: aspect * x - slant * y, y };
      }),
    ),
  );
  return { strokes, label };
}

/** A curve through all points (Catmull and Rom 1974), which ends at each corner and begins anew. */
function smooth(points: readonly SketchPoint[]): StrokePoint[] {
  const curve: StrokePoint[] = [points[0]!];
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1]!;
    const to = points[i]!;
    const before = from.isCorner ? from : (points[i - 2] ?? from);
    const after = to.isCorner ? to : (points[i + 1] ?? to);
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const at = (axis: 'x' | 'y') => catmullRom(before[axis], from[axis], to[axis], after[axis], t);
      curve.push({ x: at('x'), y: at('y') });
    }
  }
  return curve;
}

const catmullRom = (before: number, from: number, to: number, after: number, t: number): number =>
  from +
  0.5 *
    t *
    (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before)));

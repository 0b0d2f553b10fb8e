/**
 * The hand of the second test, which shares nothing with the guard's lessons: it leans, sees askew (a slight perspective), and
 * draws with a steady pen, with a mouse's jitter, with few points, or in haste, on pads that report whole pixels.
 */
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import type { Dice } from './dice';

type Points = readonly StrokePoint[];

const PAD_PIXELS = [280, 400, 560];
const STRAY = 6;

/** A smooth curve through the points: cubic pieces whose slopes are those of the neighbours' chords. */
export function curveThrough(points: Points): StrokePoint[] {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))]!;
  return points.flatMap((_, i) => {
    if (i === 0) return [at(0)];
    const between = (axis: 'x' | 'y', t: number) => {
      const [from, to] = [at(i - 1)[axis], at(i)[axis]];
      const [leaving, arriving] = [(to - at(i - 2)[axis]) / 2, (at(i + 1)[axis] - from) / 2];
      const [a, b] = [2 * from - 2 * to + leaving + arriving, 3 * to - 3 * from - 2 * leaving - arriving];
      return ((a * t + b) * t + leaving) * t + from;
    };
    return Array.from({ length: 8 }, (_, k) => ({
      x: between('x', (k + 1) / 8),
      y: between('y', (k + 1) / 8),
    }));
  });
}

/** The strokes of one of second-kinds.ts, every point a little astray. On its grid. */
export function sketch(text: string, dice: Dice): Points[] {
  return dice
    .pick(text.split('|'))
    .split(';')
    .map((part) => {
      const points = part
        .replace('~', '')
        .trim()
        .split(/\s+/)
        .map((pair) => pair.split(',').map((value) => Number(value) + dice.symmetric(STRAY)))
        .map(([x, y]) => ({ x: x!, y: y! }));
      return part.includes('~') ? curveThrough(points) : points;
    });
}

/** Points evenly along the stroke, about `spacing` apart, both ends among them. */
function evenly(stroke: Points, spacing: number): StrokePoint[] {
  const result = [stroke[0]!];
  let since = 0;
  for (let i = 1; i < stroke.length; i++) {
    const [from, to] = [stroke[i - 1]!, stroke[i]!];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    for (let along = spacing - since; along <= length; along += spacing) {
      const t = along / length;
      result.push({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
    }
    since = (since + length) % spacing;
  }
  return [...result, stroke.at(-1)!];
}

function jitter(stroke: Points, dice: Dice): StrokePoint[] {
  let [offX, offY] = [0, 0];
  return evenly(stroke, 5).map(({ x, y }) => {
    offX = 0.7 * offX + dice.symmetric(1.6);
    offY = 0.7 * offY + dice.symmetric(1.6);
    return { x: x + offX, y: y + offY };
  });
}

function hurry(stroke: Points, times: number): Points {
  let line: Points = evenly(stroke, 4);
  for (let k = 0; k < times; k++) {
    line = line.map((point, i) => {
      const [before, after] = [line[i - 1], line[i + 1]];
      if (!before || !after) return point;
      return { x: (before.x + point.x + after.x) / 3, y: (before.y + point.y + after.y) / 3 };
    });
  }
  return line;
}

/** Draws what is on the grid, somewhere on the pad and of some size, in pad units. */
export function drawBySecondHand(shape: readonly Points[], dice: Dice): Stroke[] {
  const [angle, lean, stretch] = [dice.symmetric(0.2), dice.symmetric(0.24), Math.exp(dice.symmetric(0.26))];
  const [skewX, skewY] = [dice.symmetric(0.002), dice.symmetric(0.002)];
  const askew = ({ x, y }: StrokePoint): StrokePoint => {
    const depth = 1 + skewX * (x - 50) + skewY * (y - 50);
    const [across, down] = [((x - 50 - lean * (y - 50)) * stretch) / depth, (y - 50) / stretch / depth];
    return {
      x: across * Math.cos(angle) - down * Math.sin(angle),
      y: across * Math.sin(angle) + down * Math.cos(angle),
    };
  };
  const pen = dice.pick<(stroke: Points) => Points>([
    (stroke) => stroke,
    (stroke) => jitter(stroke, dice),
    (stroke) => (stroke.length > 8 ? evenly(stroke, 14) : stroke),
    (stroke) => hurry(stroke, dice.whole(2, 6)),
  ]);
  return onPad(
    shape.map((stroke) => pen(stroke.map(askew))),
    dice,
  );
}

function onPad(strokes: readonly Points[], dice: Dice): Stroke[] {
  const all = strokes.flat();
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
  const [width, height] = [
    Math.max(...all.map(({ x }) => x)) - left,
    Math.max(...all.map(({ y }) => y)) - top,
  ];
  const scale = dice.uniform(0.18, 0.92) / Math.max(width, height, 1);
  const [startX, startY] = [dice.uniform(0, 1 - width * scale), dice.uniform(0, 1 - height * scale)];
  const pixels = dice.pick(PAD_PIXELS);
  const whole = (place: number) => Math.round(place * pixels) / pixels;
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: whole(startX + (x - left) * scale),
      y: whole(startY + (y - top) * scale),
    })),
  );
}

/**
 * Shapes written down as pen paths, in the manner of SVG, on a grid of 10 by 10, y downwards:
 *   M            lifts the pen: what follows is another stroke
 *   L x y ...    straight on to each of these points
 *   Q cx cy x y  a quadratic curve to x y
 *   A cx cy rx ry from to   an arc about cx cy, angles in degrees, 0 to the right and 90 downwards
 * Every number is moved a little by the dice, so that no two drawings of a shape are alike.
 */
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import type { Dice } from './dice';

/** How far a written point may stray, in units of the grid. */
const STRAY = 0.5;
const STRAY_DEGREES = 12;
const CURVE_POINTS = 12;
const DEGREES_PER_POINT = 12;

/** The shape at 0..1. Throws when the path is not one. */
export function drawPath(path: string, dice: Dice): Stroke[] {
  const strokes: StrokePoint[][] = [];
  let stroke: StrokePoint[] = [];
  const place = (x: number, y: number) => stroke.push({ x: x / 10, y: y / 10 });
  const stray = (value: number) => value + dice.symmetric(STRAY);
  for (const [, command, list] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = list!.trim().split(/\s+/).filter(Boolean).map(Number);
    if (numbers.some(Number.isNaN)) throw new Error(`Not a path: ${path}`);
    switch (command) {
      case 'M':
        stroke = [];
        strokes.push(stroke);
        break;
      case 'L':
        for (let i = 0; i < numbers.length; i += 2) place(stray(numbers[i]!), stray(numbers[i + 1]!));
        break;
      case 'Q': {
        const [cx, cy, x, y] = numbers.map(stray) as [number, number, number, number];
        const from = stroke[stroke.length - 1]!;
        for (let i = 1; i <= CURVE_POINTS; i++) {
          const t = i / CURVE_POINTS;
          const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
          place(a * 10 * from.x + b * cx + c * x, a * 10 * from.y + b * cy + c * y);
        }
        break;
      }
      case 'A': {
        const [cx, cy, rx, ry, from, to] = numbers as [number, number, number, number, number, number];
        const [x, y] = [cx + dice.symmetric(STRAY / 2), cy + dice.symmetric(STRAY / 2)];
        const [width, height] = [rx * dice.uniform(0.85, 1.15), ry * dice.uniform(0.85, 1.15)];
        const start = from + dice.symmetric(STRAY_DEGREES);
        const end = to + dice.symmetric(STRAY_DEGREES);
        const points = Math.max(4, Math.ceil(Math.abs(end - start) / DEGREES_PER_POINT));
        for (let i = 0; i <= points; i++) {
          const angle = ((start + ((end - start) * i) / points) * Math.PI) / 180;
          place(x + width * Math.cos(angle), y + height * Math.sin(angle));
        }
        break;
      }
      default:
        throw new Error(`Not a path: ${path}`);
    }
  }
  return strokes;
}

/** Scribbles of the second test, on its grid of 100 by 100. */
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import type { Dice } from './dice';
import { curveThrough } from './second-hand';

type Scribble = (dice: Dice) => Stroke[];

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const anywhere = (dice: Dice): StrokePoint => ({ x: dice.uniform(0, 100), y: dice.uniform(0, 100) });

/** A pen with weight, pushed about at random and drawn back to the middle. */
function weighted(dice: Dice, steps: number, push: number, pull: number, drag: number): StrokePoint[] {
  let [x, y, vx, vy] = [50, 50, dice.symmetric(6), dice.symmetric(6)];
  return times(steps, () => {
    vx = drag * vx + dice.symmetric(push) + (50 - x) * pull;
    vy = drag * vy + dice.symmetric(push) + (50 - y) * pull;
    x += vx;
    y += vy;
    return { x, y };
  });
}

export const SECOND_SCRIBBLES: Readonly<Record<string, Scribble>> = {
  weighted: (dice) => [weighted(dice, dice.whole(50, 140), 2.8, 0.012, 0.88)],
  weightedLong: (dice) => [weighted(dice, dice.whole(150, 300), 3.1, 0.02, 0.9)],
  blackedOut: (dice) => [weighted(dice, dice.whole(250, 400), 24, 0.15, 0)],
  crossHatching: (dice) =>
    [0.4, 2].flatMap((mean) => {
      const angle = mean + dice.symmetric(0.4);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const count = dice.whole(3, 6);
      return times(count, (i) => {
        const off = ((i + 0.5) / count - 0.5) * 100;
        return [-50, 50].map((along) => ({
          x: 50 + off * cos - along * sin,
          y: 50 + off * sin + along * cos,
        }));
      });
    }),
  filledIn: (dice) => {
    const [count, angle] = [dice.whole(12, 24), dice.uniform(0, 3.14)];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [
      times(count, (i) => {
        const [across, along] = [(i % 2 ? 1 : -1) * dice.uniform(25, 50), (i / (count - 1) - 0.5) * 100];
        return { x: 50 + along * cos - across * sin, y: 50 + along * sin + across * cos };
      }),
    ];
  },
  spiral: (dice) => {
    const [turns, start] = [dice.uniform(1.6, 3.6), dice.uniform(0, 6.28)];
    const sense = dice.chance(0.5) ? 1 : -1;
    return [
      times(80, (i) => {
        const angle = start + (sense * turns * 6.28 * i) / 79;
        return { x: 50 + (50 * i * Math.cos(angle)) / 79, y: 50 + (50 * i * Math.sin(angle)) / 79 };
      }),
    ];
  },
  coil: (dice) => {
    const [step, upright] = [dice.uniform(0.5, 1.3), dice.chance(0.5)];
    return [
      times(20 * dice.whole(3, 7), (i) => {
        const angle = (6.28 * i) / 20;
        const [along, across] = [step * i + 18 * Math.cos(angle), 30 * Math.sin(angle)];
        return upright ? { x: across, y: along } : { x: along, y: across };
      }),
    ];
  },
  corners: (dice) => [times(dice.whole(6, 14), () => anywhere(dice))],
  fewCorners: (dice) => [times(dice.whole(4, 6), () => anywhere(dice))],
  dots: (dice) =>
    times(dice.whole(4, 9), () => {
      const { x, y } = anywhere(dice);
      return [
        { x, y },
        { x: x + 2, y: y + 1 },
      ];
    }),
  smallCurves: (dice) =>
    times(dice.whole(2, 4), () => {
      const { x, y } = anywhere(dice);
      return curveThrough(
        times(dice.whole(3, 6), () => ({ x: x + dice.symmetric(50), y: y + dice.symmetric(50) })),
      );
    }),
};

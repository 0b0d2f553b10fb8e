/** Lines that are nothing at all. Two sets of ways to scribble: one for learning, one for the test. */
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import type { Dice } from './dice';

type Scribble = (dice: Dice) => Stroke[];

const line = (count: number, place: (t: number, i: number) => StrokePoint): StrokePoint[] =>
  Array.from({ length: count }, (_, i) => place(i / (count - 1), i));

/** A pen that changes its direction all the time. turn: how much, at most, in radians per step. */
function wander(dice: Dice, steps: number, turn: number): Stroke {
  let [x, y, direction] = [0.5, 0.5, dice.uniform(0, 7)];
  return line(steps, () => {
    direction += dice.symmetric(turn);
    if (Math.hypot(x - 0.5, y - 0.5) > 0.45) direction = Math.atan2(0.5 - y, 0.5 - x) + dice.symmetric(0.8);
    x += 0.06 * Math.cos(direction);
    y += 0.06 * Math.sin(direction);
    return { x, y };
  });
}

/** A sum of slow waves: smooth, closed or not. */
function smoothCurve(dice: Dice): Stroke {
  const waves = (offset: number) =>
    [1, 2, 3, 4].map((n) => ({
      n,
      size: dice.uniform(0.1, 0.5) / n,
      phase: dice.uniform(offset, offset + 7),
    }));
  const [xs, ys] = [waves(0), waves(1)];
  const length = dice.uniform(0.6, 1);
  const at = (list: typeof xs, t: number) =>
    list.reduce((sum, { n, size, phase }) => sum + size * Math.sin(6.283 * n * t * length + phase), 0.5);
  return line(70, (t) => ({ x: at(xs, t), y: at(ys, t) }));
}

/** To and fro across the pad. */
function hatching(dice: Dice): Stroke {
  const turns = dice.whole(5, 14);
  const angle = dice.uniform(0, 3.15);
  return line(turns, (t, i) => {
    const across = (i % 2) - 0.5 + dice.symmetric(0.15);
    const along = t - 0.5;
    return {
      x: 0.5 + across * Math.cos(angle) - along * Math.sin(angle),
      y: 0.5 + across * Math.sin(angle) + along * Math.cos(angle),
    };
  });
}

/** Loops in a row, as when a pen is tried out. */
function loops(dice: Dice): Stroke {
  const [count, width, forward] = [dice.whole(3, 6), dice.uniform(0.08, 0.25), dice.uniform(0.05, 0.2)];
  return line(count * 16, (_, i) => {
    const angle = (i / 16) * 6.283;
    return { x: (i / 16) * forward + width * Math.cos(angle), y: 0.25 * Math.sin(angle) };
  });
}

function spiral(dice: Dice): Stroke {
  const [turns, start, sense] = [dice.uniform(1.8, 4), dice.uniform(0, 7), dice.chance(0.5) ? 1 : -1];
  const inner = dice.uniform(0, 0.1);
  return line(90, (t) => {
    const radius = inner + (0.5 - inner) * t;
    const angle = start + sense * 6.283 * turns * t;
    return { x: 0.5 + radius * Math.cos(angle), y: 0.5 + radius * Math.sin(angle) };
  });
}

/** A long line far from upright, for upright ones are ones. */
function obliqueLine(dice: Dice): Stroke {
  const angle = dice.symmetric(0.45);
  const bow = dice.symmetric(0.12);
  return line(20, (t) => ({
    x: (t - 0.5) * Math.cos(angle) - bow * Math.sin(3.14 * t) * Math.sin(angle),
    y: (t - 0.5) * Math.sin(angle) + bow * Math.sin(3.14 * t) * Math.cos(angle),
  }));
}

const straight = (dice: Dice): Stroke => [
  { x: dice.uniform(0, 1), y: dice.uniform(0, 1) },
  { x: dice.uniform(0, 1), y: dice.uniform(0, 1) },
];

const several = (dice: Dice, low: number, high: number, make: (dice: Dice) => Stroke): Stroke[] =>
  Array.from({ length: dice.whole(low, high) }, () => make(dice));

export const TRAINING_SCRIBBLES: Readonly<Record<string, Scribble>> = {
  walk: (dice) => [wander(dice, dice.whole(30, 90), 1.6)],
  softWalk: (dice) => [wander(dice, dice.whole(40, 110), 0.7)],
  curve: (dice) => [smoothCurve(dice)],
  twoCurves: (dice) => [smoothCurve(dice), smoothCurve(dice)],
  hatching: (dice) => [hatching(dice)],
  loops: (dice) => [loops(dice)],
  spiral: (dice) => [spiral(dice)],
  oblique: (dice) => [obliqueLine(dice)],
  sticks: (dice) => several(dice, 3, 7, straight),
  jags: (dice) => [line(dice.whole(5, 10), () => ({ x: dice.uniform(0, 1), y: dice.uniform(0, 1) }))],
};

/** Two swinging pendulums, of frequencies in the ratio of small whole numbers (Lissajous). */
function pendulums(dice: Dice): Stroke {
  const [fx, fy] = dice.pick([
    [2, 3],
    [3, 4],
    [3, 2],
    [3, 5],
    [1, 3],
  ] as const);
  const phase = dice.uniform(0.3, 1.2);
  return line(110, (t) => ({ x: Math.sin(6.283 * fx * t + phase), y: Math.sin(6.283 * fy * t) }));
}

/** A ball that bounces between the walls. */
function bounces(dice: Dice): Stroke {
  const [vx, vy] = [dice.uniform(1.5, 4), dice.uniform(1.5, 4)];
  const fold = (value: number) => Math.abs((value % 2) - 1);
  return line(80, (t) => ({ x: fold(vx * t + 0.3), y: fold(vy * t + 0.7) }));
}

/** Up and down along the line of writing, ever different: like a word in a hurry. */
function scrawl(dice: Dice): Stroke {
  const count = dice.whole(5, 9);
  return line(count * 2, (t, i) => ({
    x: t * 1.6 + dice.symmetric(0.08),
    y: i % 2 ? dice.uniform(0.1, 0.45) : dice.uniform(0.55, 0.9),
  }));
}

/** Round and round, never in the same place. */
function knot(dice: Dice): Stroke {
  const turns = dice.whole(4, 7);
  const wobble = Array.from({ length: turns + 1 }, () => dice.uniform(0.15, 0.5));
  const tilt = dice.uniform(0.4, 1.6);
  return line(turns * 18, (_, i) => {
    const turn = i / 18;
    const part = turn % 1;
    const radius = wobble[Math.floor(turn)]! * (1 - part) + wobble[Math.floor(turn) + 1]! * part;
    const angle = 6.283 * turn;
    return {
      x: radius * Math.cos(angle) + 0.1 * Math.sin(tilt * turn),
      y: radius * Math.sin(angle + 0.2 * turn),
    };
  });
}

/** Rays from one point. */
const rays = (dice: Dice): Stroke[] => {
  const count = dice.whole(5, 9);
  return Array.from({ length: count }, (_, i) => {
    const angle = (6.283 * i) / count + dice.symmetric(0.2);
    const length = dice.uniform(0.3, 0.5);
    return [
      { x: 0, y: 0 },
      { x: length * Math.cos(angle), y: length * Math.sin(angle) },
    ];
  });
};

/** Short strokes like grass or rain, side by side. */
const rain = (dice: Dice): Stroke[] => {
  const slope = dice.symmetric(0.15);
  return several(dice, 6, 12, (roll) => {
    const [x, y, length] = [roll.uniform(0, 1), roll.uniform(0, 1), roll.uniform(0.12, 0.25)];
    return [
      { x, y },
      { x: x + slope, y: y + length },
    ];
  });
};

/** Boxes drawn over each other. */
const boxes = (dice: Dice): Stroke[] =>
  several(dice, 2, 4, (roll) => {
    const [x, y, w, h] = [
      roll.uniform(0, 0.5),
      roll.uniform(0, 0.5),
      roll.uniform(0.2, 0.5),
      roll.uniform(0.2, 0.5),
    ];
    return [
      { x, y },
      { x: x + w, y },
      { x: x + w, y: y + h },
      { x, y: y + h },
      { x, y },
    ];
  });

/** Arcs in a row: scales, or waves on the sea. */
const scales = (dice: Dice): Stroke[] => {
  const upward = dice.chance(0.5) ? -1 : 1;
  return Array.from({ length: dice.whole(3, 5) }, (_, i) =>
    line(14, (t) => ({
      x: i + 0.5 * (1 - Math.cos(3.14 * t)),
      y: upward * dice.uniform(0.7, 0.8) * Math.sin(3.14 * t),
    })),
  );
};

export const TEST_SCRIBBLES: Readonly<Record<string, Scribble>> = {
  pendulums: (dice) => [pendulums(dice)],
  bounces: (dice) => [bounces(dice)],
  scrawl: (dice) => [scrawl(dice)],
  knot: (dice) => [knot(dice)],
  rays,
  rain,
  boxes,
  scales,
};

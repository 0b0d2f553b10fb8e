/**
 * Kinds of drawings that are hard to read, some of each: what people draw who are no writers of MNIST's. With pen digits at hand the
 * narrow, the wide, the rows and the close ones are real writing.
 */
import { Dice } from '../guard/dice';
import { drawBySecondHand, sketch } from '../guard/second-hand';
import type { PenDigit, PenStrokes } from './pen-digits';
import { BARS, NO_DIGITS, SKETCHED } from './own-sketches';

export interface KindDrawing {
  /** What is to be read: digits, with "." in the place of each sign that is none and to be doubted. */
  readonly meaning: string;
  /** In any unit, y downwards. */
  readonly strokes: PenStrokes;
}

type Maker = (dice: Dice) => KindDrawing;
type Digits = (dice: Dice) => { readonly label: number; readonly strokes: PenStrokes };

const SEED = 7;

/** `timesEach` drawings of every kind, by its name; always the same ones. pens: pen digits, or none. */
export function drawKinds(pens: readonly PenDigit[], timesEach: number): ReadonlyMap<string, KindDrawing[]> {
  return new Map(
    Object.entries(makers(pens)).map(([kind, make], place) => [
      kind,
      Array.from({ length: timesEach }, (_, time) => make(new Dice(SEED, place, time))),
    ]),
  );
}

function makers(pens: readonly PenDigit[]): Record<string, Maker> {
  const digit: Digits = (dice) => (pens.length > 0 ? dice.pick(pens) : sketchedDigit(dice));
  const noOnes: Digits = (dice) => {
    let made: ReturnType<Digits>;
    do made = digit(dice);
    while (made.label === 1);
    return made;
  };
  return {
    'straight lines and right angles': (dice) => barDigit(dice),
    'a 1 with a flag, some with a foot': (dice) =>
      flaggedOne(dice.uniform(0.35, 0.6), dice.uniform(0.6, 1.1), dice),
    'a 1 with a short flat flag': (dice) => flaggedOne(dice.uniform(0.2, 0.35), dice.uniform(0.4, 0.7), dice),
    'a stroke torn by a twelfth of the height': (dice) => torn(digit(dice), dice.uniform(0.07, 0.09), dice),
    'narrow: 0.25 to 0.4 of the height': (dice) => ofWidth(noOnes(dice), dice.uniform(0.25, 0.4)),
    'wide: 1.2 to 1.6 of the height': (dice) => ofWidth(noOnes(dice), dice.uniform(1.2, 1.6)),
    'numbers of three, close together': (dice) => number(digit, 3, dice.uniform(0.08, 0.16), dice),
    'two rows of three': (dice) => rows(digit, dice),
    'a decimal point or a minus beside digits': (dice) => marked(digit, dice),
    'c and J': (dice) => ({ meaning: '.', strokes: bySecondHand(dice.pick(NO_DIGITS), dice) }),
  };
}

const bySecondHand = (text: string, dice: Dice): PenStrokes =>
  drawBySecondHand(sketch(text, dice), dice).map((stroke) => stroke.map(({ x, y }) => [x, y]));

function sketchedDigit(dice: Dice): ReturnType<Digits> {
  const label = dice.whole(0, 9);
  return { label, strokes: bySecondHand(SKETCHED[label]!, dice) };
}

/** Exact lines, as keys draw them, from half as wide as high to three quarters. */
function barDigit(dice: Dice): KindDrawing {
  const [label, text] = dice.pick(BARS);
  const width = dice.uniform(1, 1.5);
  const strokes = text
    .split('; ')
    .map((stroke) => stroke.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]));
  return {
    meaning: String(label),
    strokes: strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x * width, y])),
  };
}

/** length: of the flag, as a share of the height; angle: below the level, in radians. */
function flaggedOne(length: number, angle: number, dice: Dice): KindDrawing {
  const foot = 0.5 + dice.symmetric(0.1);
  const strokes: PenStrokes = [
    [
      [0.5 - length * Math.cos(angle), length * Math.sin(angle)],
      [0.5, 0],
      [foot, 1],
    ],
  ];
  if (dice.chance(0.4)) {
    const reach = dice.uniform(0.15, 0.35);
    strokes.push([
      [foot - reach, 1],
      [foot + reach, 1 + dice.symmetric(0.03)],
    ]);
  }
  return { meaning: '1', strokes };
}

/** The longest stroke with a gap in it, somewhere in its middle half. gap: as a share of the digit's height. */
function torn({ label, strokes }: ReturnType<Digits>, gap: number, dice: Dice): KindDrawing {
  const missing = gap * boxOf(strokes).height;
  const dense = strokes.map((stroke) => evenly(stroke, missing / 8));
  const longest = dense.reduce((a, b) => (b.length > a.length ? b : a));
  const at = Math.round(longest.length * dice.uniform(0.25, 0.75));
  const pieces = [longest.slice(0, Math.max(1, at - 4)), longest.slice(at + 4)].filter(
    ({ length }) => length > 0,
  );
  return {
    meaning: String(label),
    strokes: dense.flatMap((stroke) => (stroke === longest ? pieces : [stroke])),
  };
}

/** Points along a stroke at most `spacing` apart. */
const evenly = (stroke: PenStrokes[number], spacing: number): PenStrokes[number] =>
  stroke.flatMap(([x, y], i) => {
    const [fromX, fromY] = stroke[i - 1] ?? [x, y];
    const parts = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / spacing));
    return Array.from({ length: parts }, (_, k): [number, number] => {
      const share = (k + 1) / parts;
      return [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
    });
  });

const boxOf = (strokes: PenStrokes) => {
  const [xs, ys] = [strokes.flat().map(([x]) => x), strokes.flat().map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
};

/** Moved to (x, y) and of that height, and `stretch` times as wide for its height as it was. */
function placed(strokes: PenStrokes, x: number, y: number, height: number, stretch = 1): PenStrokes {
  const box = boxOf(strokes);
  const scale = height / Math.max(box.height, 1e-9);
  return strokes.map((stroke) =>
    stroke.map(([px, py]): [number, number] => [
      x + (px - box.left) * scale * stretch,
      y + (py - box.top) * scale,
    ]),
  );
}

function ofWidth({ label, strokes }: ReturnType<Digits>, aspect: number): KindDrawing {
  const { width, height } = boxOf(strokes);
  return { meaning: String(label), strokes: placed(strokes, 0, 0, 1, (aspect * height) / width) };
}

/** Digits beside each other, `gap` of their height apart. */
function number(digits: Digits, count: number, gap: number, dice: Dice): KindDrawing {
  let [x, meaning] = [0, ''];
  const strokes: PenStrokes = [];
  for (let i = 0; i < count; i++) {
    const digit = digits(dice);
    const next = placed(digit.strokes, x, dice.symmetric(0.04), dice.uniform(0.9, 1.05));
    const box = boxOf(next);
    x = box.left + box.width + gap;
    meaning += String(digit.label);
    strokes.push(...next);
  }
  return { meaning, strokes };
}

function rows(digits: Digits, dice: Dice): KindDrawing {
  const below = 1 + dice.uniform(0.2, 0.6);
  const [first, second] = [0, 1].map(() => number(digits, 3, dice.uniform(0.2, 0.35), dice)) as [
    KindDrawing,
    KindDrawing,
  ];
  const moved = second.strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y + below]));
  return { meaning: first.meaning + second.meaning, strokes: [...first.strokes, ...moved] };
}

/** "4.7" or "-47". */
function marked(digits: Digits, dice: Dice): KindDrawing {
  const [first, second] = [0, 1].map(() => number(digits, 1, 0, dice)) as [KindDrawing, KindDrawing];
  const isPoint = dice.chance(0.5);
  const size = dice.uniform(0.02, 0.06);
  const mark: PenStrokes = isPoint
    ? [
        [
          [0, 1 - size],
          [size, 1],
        ],
      ]
    : [
        [
          [0, 0.5 + dice.symmetric(0.04)],
          [dice.uniform(0.3, 0.45), 0.5 + dice.symmetric(0.04)],
        ],
      ];
  const parts = isPoint ? [first.strokes, mark, second.strokes] : [mark, first.strokes, second.strokes];
  let x = 0;
  const strokes = parts.flatMap((part) => {
    const { left, width } = boxOf(part);
    const moved = part.map((stroke) => stroke.map(([px, py]): [number, number] => [px - left + x, py]));
    x += width + 0.2;
    return moved;
  });
  return {
    meaning: isPoint ? `${first.meaning}.${second.meaning}` : `.${first.meaning}${second.meaning}`,
    strokes,
  };
}

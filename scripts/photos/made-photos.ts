/**
 * Photos of pages made in code (src/core/paper/testing/made-page.ts), of kinds that the folder of real ones has few of: MNIST's
 * test digits, which the shipped networks never saw, in rows on paper of all kinds; and pages of what is no digit, for counting
 * what is read into it with certainty.
 */
import type { DigitStore } from '../../src/dataset/digit-store';
import {
  type Glyph,
  glyphOf,
  makePage,
  type PageOptions,
  PLAIN_PAGE,
} from '../../src/core/paper/testing/made-page';
import type { RgbaPicture } from '../../src/core/paper/picture';
import { Dice } from '../guard/dice';
import { secondTestDrawings, testDrawings } from '../guard/test-drawings';

export interface LabelledPicture {
  readonly name: string;
  readonly kind: string;
  /** Rows parted by a slash; empty where nothing is a digit. */
  readonly label: string;
  readonly picture: RgbaPicture;
  /** How many things are on it that are no digits; undefined where all are. */
  readonly things?: number;
}

type Look = Partial<PageOptions>;
const BLUE = [45, 60, 150] as const;
const FAINT_BLUE = [150, 175, 215] as const;
const PENCIL = [120, 118, 118] as const;

/** How pages of each kind look; sizes in shares of a digit's square where they depend on it. */
const KINDS: Readonly<Record<string, (dice: Dice, size: number) => Look>> = {
  plain: () => ({}),
  'blue ink, shadow': (dice) => ({ ink: BLUE, shade: 0.5, shadow: dice.uniform(0.2, 0.5), noise: 4 }),
  'pencil, noise': () => ({ ink: PENCIL, noise: 7, shade: 0.3 }),
  'ruled, tilted': (dice, size) => ({
    ink: BLUE,
    ruled: {
      spacing: 1.5 * size * 0.75,
      thickness: Math.max(1.2, size / 28),
      colour: FAINT_BLUE,
      squared: false,
    },
    tiltRadians: dice.symmetric(0.06),
    noise: 3,
    shade: 0.3,
  }),
  squared: (dice, size) => ({
    ink: [50, 50, 60],
    ruled: {
      spacing: size / 2.2,
      thickness: Math.max(1.2, size / 30),
      colour: [140, 160, 190],
      squared: true,
    },
    tiltRadians: dice.symmetric(0.05),
    noise: 3,
  }),
  'squared, dark lines': (dice, size) => ({
    ink: BLUE,
    ruled: { spacing: size / 2, thickness: Math.max(1.2, size / 30), colour: [95, 120, 165], squared: true },
    tiltRadians: dice.symmetric(0.04),
    noise: 3,
  }),
  'on a table, tilted': (dice) => ({ table: true, tiltRadians: dice.symmetric(0.2), shade: 0.4, noise: 3 }),
  'white on black': () => ({ ink: [235, 235, 225], paper: [35, 45, 40], noise: 4, shade: 0.2 }),
  touching: () => ({ pitch: 0.6 }),
};

/** A digit of MNIST's as a glyph. */
function digitGlyph(digits: DigitStore, index: number): Glyph {
  return { side: 28, ink: digits.test.pixels.slice(index * 784, (index + 1) * 784) };
}

const PAGES_EACH = 8;

/** Pages of MNIST's test digits, of every kind. seed: 1 and more, each other digits on other pages. */
export function madePages(digits: DigitStore, seed: number): LabelledPicture[] {
  return Object.keys(KINDS).flatMap((kind, kindIndex) =>
    Array.from({ length: PAGES_EACH }, (_, page): LabelledPicture => {
      const dice = new Dice(4 + seed, kindIndex, page);
      const size = dice.uniform(34, 110);
      const columns = dice.whole(4, 8);
      const rowCount = dice.whole(1, 4);
      let label = '';
      const rows = Array.from({ length: rowCount }, (__, row) => {
        if (row > 0) label += '/';
        return Array.from({ length: columns }, () => {
          const index = dice.whole(0, digits.test.count - 1);
          label += digits.test.labels[index]!;
          return digitGlyph(digits, index);
        });
      });
      const look = KINDS[kind]!(dice, size);
      const width = Math.round(size * (columns * (look.pitch ?? 1) + 2.5));
      const height = Math.round(size * (rowCount * 1.5 + 1.5));
      const picture = makePage({
        ...PLAIN_PAGE,
        width,
        height,
        rows,
        size,
        seed: 100 * kindIndex + page,
        ...look,
      });
      return { name: `${kind} ${page + 1}`, kind, label, picture };
    }),
  );
}

const OTHERS_PER_ROW = 6;
const OTHER_ROWS = 4;
/** Drawings of each kind. */
const TIMES_EACH = 2;

/** Pages of letters, shapes and scribbles that the guard never learned from. seed: likewise. */
export function otherPages(seed: number): LabelledPicture[] {
  const times = TIMES_EACH * seed;
  const drawings = [...testDrawings(times), ...secondTestDrawings(times)].filter(
    (_, i) => i % times >= times - TIMES_EACH,
  );
  const pages: LabelledPicture[] = [];
  const each = OTHERS_PER_ROW * OTHER_ROWS;
  for (let first = 0; first + each <= drawings.length; first += each) {
    const dice = new Dice(6, first);
    const rows = Array.from({ length: OTHER_ROWS }, (_, row) =>
      drawings
        .slice(first + row * OTHERS_PER_ROW, first + (row + 1) * OTHERS_PER_ROW)
        .map(({ strokes }) => glyphOf(strokes, dice.uniform(0.05, 0.1))),
    );
    const picture = makePage({
      ...PLAIN_PAGE,
      width: 600,
      height: 440,
      size: 70,
      rows,
      seed: first,
      pitch: 1.2,
      rowPitch: 1.3,
    });
    pages.push({
      name: `no digits ${pages.length + 1}`,
      kind: 'no digits',
      label: '',
      picture,
      things: each,
    });
  }
  return pages;
}

/** Pages written by the synthetic hand, for tests. */
import { extentOf } from '../../extent';
import { randomKey } from '../../random';
import { drawSyntheticStrokes } from '../../synthetic-digits';
import type { Stroke } from '../../strokes';
import { type Glyph, glyphOf, makePage, type PageOptions, PLAIN_PAGE } from './made-page';
import type { RgbaPicture } from '../picture';

/** Width by height of digits as most people write them. */
const USUAL = [0.45, 0.95] as const;

/** Strokes of a digit of usual width; another `turn`, another way of writing it. */
export function strokesOf(label: number, turn: number): Stroke[] {
  for (let tries = 0; ; tries++) {
    const drawn = drawSyntheticStrokes(randomKey(label, turn, tries));
    const { left, right, top, bottom } = extentOf(drawn.strokes);
    const aspect = (right - left) / (bottom - top);
    if (drawn.label === label && (label === 1 || (aspect >= USUAL[0] && aspect <= USUAL[1])))
      return drawn.strokes;
  }
}

/** The digits of a text as glyphs; rows are parted by slashes. */
export function glyphsOf(text: string, turn = 0, penWidth = 0.07): Glyph[][] {
  return text
    .split('/')
    .map((row, y) =>
      Array.from(row, (digit, x) => glyphOf(strokesOf(Number(digit), 97 * turn + 10 * y + x), penWidth)),
    );
}

/** A page with this text on it. turn: another one, another hand. */
export function writtenPage(text: string, look: Partial<PageOptions> = {}, turn = 0): RgbaPicture {
  return makePage({ ...PLAIN_PAGE, rows: glyphsOf(text, turn), ...look });
}

/**
 * Finds the digits on a picture of paper and makes a picture of each that a network can read, row by row. What can be no digit by
 * its size, shape or place is left out.
 */
import { type Judge, chooseDigits } from './choose-digits';
import { cutGroup, type Labelling } from './cut-group';
import { digitPictures, PLAIN_STYLE, type PictureStyle } from './digit-picture';
import { greyOf, reductionFor } from './grey';
import { type Group, groupParts, usualHeight } from './group-parts';
import { type Ink, inkMask, inkOf, withoutInk } from './ink';
import { isMostlyText, numbersIn } from './mostly-text';
import { type Part, partsOf } from './parts';
import { type Box, heightOf, LEAST_SIDE, MOST_PIXELS, type RgbaPicture, widthOf } from './picture';
import { rowHeight, rowsOf, tiltOf } from './rows';
import { withoutRuledLines } from './ruled-lines';

/** A picture with more things on it is no page. */
const MOST_THINGS = 3000;
/** Ink lower than this, in pixels, is too small to be read; so is what is lower than this share of the usual height. */
const LEAST_HEIGHT = 7;
const LEAST_OF_USUAL = 0.3;
/** Wider than so many times its height, nothing is a digit: a dash, the rest of a line. */
const WIDEST = 2;
/** What reaches the picture's edge and is larger than this share of it is the table, a shadow or a finger. */
const EDGE_SHARE = 0.5;

export interface FoundDigit {
  /** Where it is, in pixels of the picture. */
  readonly box: Box;
  /** Pictures of it, each uint8 [784], 255 = ink, one for each style; the first is the plain one. */
  readonly pictures: readonly Uint8Array[];
  /** Counted from 0, from top to bottom. */
  readonly row: number;
  /** Where it was cut from ink that it is connected with: a number that all pieces of that ink have. */
  readonly cutFrom: number | undefined;
}

export interface FoundDigits {
  /** In reading order. */
  readonly digits: readonly FoundDigit[];
  /** Ruled lines that were taken away. */
  readonly ruledLines: number;
  /** Of the rows, in radians, positive where they fall to the right. */
  readonly tilt: number;
}

/** Why nothing can be looked for. */
export type PictureProblem = 'too-large' | 'too-small' | 'blank' | 'no-writing';

const touchesEdge = ({ left, top, right, bottom }: Box, width: number, height: number): boolean =>
  left <= 1 || top <= 1 || right >= width - 1 || bottom >= height - 1;

/** Parts that may be ink of digits: no specks, no table edges. */
function likelyParts(parts: readonly Part[], width: number, height: number): Part[] {
  const inked = parts.filter((part) => part.area >= 4 && Math.max(widthOf(part), heightOf(part)) >= 4);
  const inner = inked.filter(
    (part) =>
      !touchesEdge(part, width, height) ||
      (widthOf(part) < EDGE_SHARE * width && heightOf(part) < EDGE_SHARE * height),
  );
  return inner.some((part) => heightOf(part) >= LEAST_HEIGHT) ? inner : inked;
}

function isTooSmall(group: Group, groups: readonly Group[], usual: number): boolean {
  const size = Math.max(heightOf(group), 0.6 * widthOf(group));
  if (heightOf(group) < LEAST_HEIGHT && widthOf(group) < LEAST_HEIGHT) return true;
  if (size < LEAST_OF_USUAL * usual) return true;
  // A dot or a dash beside a digit.
  return groups.some((other) => {
    if (other === group || heightOf(other) < 2.4 * heightOf(group)) return false;
    const away = Math.max(0, Math.max(group.left, other.left) - Math.min(group.right, other.right));
    const level = group.bottom > other.top && group.top < other.bottom + 0.2 * heightOf(other);
    return level && away < heightOf(other) && widthOf(group) < 0.9 * heightOf(other);
  });
}

/** Ink without ruled lines. */
function unruledInk(ink: Ink): { readonly ink: Ink; readonly mask: Uint8Array; readonly lines: number } {
  const all = inkMask(ink);
  const { mask, lines } = withoutRuledLines(all, ink.width, ink.height);
  if (lines === 0) return { ink, mask, lines };
  const unruled = withoutInk(ink, all, mask);
  return { ink: unruled, mask: inkMask(unruled), lines };
}

/** Finds digits. judge: reads pictures where ink can be parted in several ways. styles: how pictures are made of each digit. */
export function findDigits(
  picture: RgbaPicture,
  judge: Judge,
  styles: readonly PictureStyle[] = [PLAIN_STYLE],
): FoundDigits | PictureProblem {
  const { width, height } = picture;
  if (width * height > MOST_PIXELS) return 'too-large';
  if (Math.min(width, height) < LEAST_SIDE) return 'too-small';
  const factor = reductionFor(width, height);
  const grey = greyOf(picture, { left: 0, top: 0, right: width, bottom: height }, factor);
  const { ink, mask, lines } = unruledInk(inkOf(grey));
  const connected = partsOf(mask, grey.width, grey.height);
  if (!connected) return 'no-writing';
  const parts = likelyParts(connected.parts, grey.width, grey.height);
  if (parts.length === 0) return 'blank';
  const usual = usualHeight(parts);
  const groups = groupParts(parts, usual);
  const candidates = groups.filter((group) => !isTooSmall(group, groups, usual));
  if (candidates.length === 0) return 'blank';
  if (candidates.length > MOST_THINGS) return 'no-writing';
  const tilt = tiltOf(candidates);
  const labelling: Labelling = {
    labels: connected.labels,
    width: grey.width,
    next: connected.parts.length + 1,
  };
  const reading = { ink, labels: labelling.labels, tilt, judge };
  const isText = isMostlyText(candidates, reading);
  let origin = 0;
  const digits: FoundDigit[] = [];
  rowsOf(candidates, tilt).forEach((all, index) => {
    const row = isText ? numbersIn(all, reading) : all;
    const size = rowHeight(row);
    const pieces = row.flatMap((group) => cutGroup(group, origin++, size, labelling, tilt));
    for (const { group, cutFrom } of chooseDigits(pieces, size, ink, labelling.labels, tilt, judge)) {
      if (widthOf(group) > WIDEST * heightOf(group)) continue;
      const digit = { box: group, labels: group.labels };
      const pictures = digitPictures(ink, labelling.labels, digit, tilt, styles);
      if (pictures.length === styles.length)
        digits.push({ box: enlarged(group, factor), pictures, row: index, cutFrom });
    }
  });
  return { digits, ruledLines: lines, tilt };
}

const enlarged = ({ left, top, right, bottom }: Box, factor: number): Box => ({
  left: left * factor,
  top: top * factor,
  right: right * factor,
  bottom: bottom * factor,
});

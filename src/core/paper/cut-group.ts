/**
 * Cuts wide ink where digits may touch: across the thinnest places, at least a part of a digit apart. Too many cuts do no harm:
 * which of them part two digits is decided by reading (choose-digits.ts). Cut pieces get labels of their own.
 */
import type { Group } from './group-parts';
import { heightOf, widthOf } from './picture';

/** Ink wider than this share of the digits' height may be two digits; wider than this many heights it is no number. */
const CUT_FROM = 0.8;
const WIDEST = 7;
/** Cuts are at least this share of the height from each other and from the ends. */
const APART = 0.22;
/** Where more than this share of the height is ink, there is no cut. */
const THICKEST_CUT = 0.42;
const MOST_CUTS_PER_HEIGHT = 2.2;

export interface Piece extends Group {
  /** Pieces of the same ink have the same number. */
  readonly origin: number;
}

/** Labels in use, changed by cutting. */
export interface Labelling {
  readonly labels: Int32Array;
  readonly width: number;
  /** The first number that is free. */
  next: number;
}

/** Every pixel of the group with its place along the row, in whole pixels from the group's left end. */
function columnsOf(group: Group, labelling: Labelling, tilt: number) {
  const { labels, width } = labelling;
  const own = new Set(group.labels);
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const places: { readonly at: number; readonly along: number }[] = [];
  let first = Infinity;
  for (let y = group.top; y < group.bottom; y++) {
    for (let x = group.left; x < group.right; x++) {
      if (!own.has(labels[y * width + x]!)) continue;
      const along = Math.round(x * cos + y * sin);
      first = Math.min(first, along);
      places.push({ at: y * width + x, along });
    }
  }
  return places.map(({ at, along }) => ({ at, along: along - first }));
}

/** Where to cut, from left to right, in pixels along the row. ink: number of inked pixels at each place. */
function cutsOf(ink: readonly number[], height: number): number[] {
  const apart = Math.max(2, APART * height);
  const smooth = ink
    .map((_, i) => (ink[i - 1] ?? ink[i]!) + 2 * ink[i]! + (ink[i + 1] ?? ink[i]!))
    .map((sum) => sum / 4);
  const order = smooth
    .map((thick, place) => ({ thick, place }))
    .filter(
      ({ place, thick }) => place >= apart && place <= ink.length - apart && thick <= THICKEST_CUT * height,
    )
    // A cut in the middle between thick places is better than one beside them.
    .sort((a, b) => a.thick - b.thick);
  const cuts: number[] = [];
  const most = Math.floor((MOST_CUTS_PER_HEIGHT * ink.length) / height);
  for (const { place } of order) {
    if (cuts.length >= most) break;
    if (cuts.every((cut) => Math.abs(cut - place) >= apart)) cuts.push(place);
  }
  return cuts.sort((a, b) => a - b);
}

/** The group, cut where it may be several digits. height: of the digits in its row. */
export function cutGroup(
  group: Group,
  origin: number,
  height: number,
  labelling: Labelling,
  tilt: number,
): Piece[] {
  const whole: Piece = { ...group, origin };
  const wide = widthOf(group) > CUT_FROM * Math.max(height, 0.8 * heightOf(group));
  if (!wide || widthOf(group) > WIDEST * height) return [whole];
  const places = columnsOf(group, labelling, tilt);
  const length = places.reduce((most, { along }) => Math.max(most, along + 1), 0);
  const ink = Array.from({ length }, () => 0);
  for (const { along } of places) ink[along] = ink[along]! + 1;
  const cuts = cutsOf(ink, height);
  if (cuts.length === 0) return [whole];
  const pieces = cuts.concat(length).map(() => ({
    left: Infinity,
    top: Infinity,
    right: 0,
    bottom: 0,
    area: 0,
    labels: [labelling.next++],
    origin,
  }));
  for (const { at, along } of places) {
    const cut = cuts.findIndex((place) => along < place);
    const piece = pieces[cut < 0 ? cuts.length : cut]!;
    const [x, y] = [at % labelling.width, Math.floor(at / labelling.width)];
    labelling.labels[at] = piece.labels[0]!;
    piece.left = Math.min(piece.left, x);
    piece.right = Math.max(piece.right, x + 1);
    piece.top = Math.min(piece.top, y);
    piece.bottom = Math.max(piece.bottom, y + 1);
    piece.area++;
  }
  return pieces.filter(({ area }) => area > 0);
}

/**
 * Which pieces of a row's ink are one digit each: all ways of joining neighbours are read, and the row is parted in the way that
 * reads best as a whole (R. Casey and E. Lecolinet, A survey of methods and strategies in character segmentation, PAMI 18, 1996).
 */
import { CLASS_COUNT, PIXEL_COUNT } from '../network';
import type { Piece } from './cut-group';
import { digitPictures } from './digit-picture';
import type { Group } from './group-parts';
import type { Ink } from './ink';
import { boxAround, heightOf, widthOf } from './picture';

/** Puts pictures, uint8 [count, 784], before the networks: probabilities [count, 10], and how likely each is a digit, [count]. */
export type Judge = (
  pixels: Uint8Array,
  count: number,
) => { readonly probabilities: ArrayLike<number>; readonly likeness: ArrayLike<number> | undefined };

const MOST_PIECES = 4;
/** Of the row's height: the widest digit of several pieces, and the widest gap within one. */
const WIDEST = 1.3;
const GAP = 0.12;
/**
 * What each digit that begins with a cut costs, and each gap that is bridged: as a factor of how good it is. Ink as wide as one
 * digit (its width by the row's height) is seldom cut, what is as wide as two easily.
 */
const CUT_COSTS = {
  oneDigit: { width: 0.9, cost: Math.log(0.05) },
  twoDigits: { width: 1.4, cost: Math.log(0.5) },
};
const BRIDGE_COST = Math.log(0.35);
const LEAST_LIKELY = 0.01;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly group: Group;
  readonly isCut: boolean;
  /** Beside what reading makes of it. */
  readonly cost: number;
}

function cutCost(width: number): number {
  const { oneDigit, twoDigits } = CUT_COSTS;
  const share = Math.max(0, Math.min(1, (width - oneDigit.width) / (twoDigits.width - oneDigit.width)));
  return oneDigit.cost + share * (twoDigits.cost - oneDigit.cost);
}

function joinedPieces(pieces: readonly Piece[]): Group {
  const [first, ...rest] = pieces;
  return rest.reduce<Group>(
    (group, piece) => ({
      ...boxAround(group, piece),
      labels: [...group.labels, ...piece.labels],
      area: group.area + piece.area,
    }),
    {
      left: first!.left,
      top: first!.top,
      right: first!.right,
      bottom: first!.bottom,
      labels: first!.labels,
      area: first!.area,
    },
  );
}

/** All pieces of the connected ink that this one was cut from. */
const inkOf = (pieces: readonly Piece[], place: number): Group =>
  joinedPieces(pieces.filter(({ origin }) => origin === pieces[place]!.origin));

function spansOf(pieces: readonly Piece[], height: number): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < pieces.length; from++) {
    const isCut = from > 0 && pieces[from]!.origin === pieces[from - 1]!.origin;
    for (let to = from + 1; to <= Math.min(pieces.length, from + MOST_PIECES); to++) {
      const members = pieces.slice(from, to);
      const group = joinedPieces(members);
      let bridges = 0;
      for (let i = 1; i < members.length; i++) {
        const [before, after] = [members[i - 1]!, members[i]!];
        if (before.origin === after.origin) continue;
        bridges++;
        if (after.left - before.right > GAP * height) bridges = Infinity;
      }
      const isWhole =
        bridges === 0 &&
        members.length === pieces.filter(({ origin }) => origin === members[0]!.origin).length;
      if (bridges > 1 || (members.length > 1 && !isWhole && widthOf(group) > WIDEST * height)) break;
      // Two that are each as high as a digit are two.
      if (bridges === 1 && members.every((piece) => heightOf(piece) > 0.8 * heightOf(group))) continue;
      const endsCut = to < pieces.length && pieces[to]!.origin === pieces[to - 1]!.origin;
      spans.push({
        from,
        to,
        group,
        isCut: isCut || endsCut,
        cost: (isCut ? cutCost(widthOf(inkOf(pieces, from)) / height) : 0) + bridges * BRIDGE_COST,
      });
    }
  }
  return spans;
}

/** Ink that was chosen to be one digit. */
export interface ChosenDigit {
  readonly group: Group;
  /** Of its pieces, when it is a part of connected ink and cut from the rest. */
  readonly cutFrom: number | undefined;
}

/** The digits of one row, from left to right. pieces: in this order. height: of the row's digits. */
export function chooseDigits(
  pieces: readonly Piece[],
  height: number,
  ink: Ink,
  labels: Int32Array,
  tilt: number,
  judge: Judge,
): ChosenDigit[] {
  const spans = spansOf(pieces, height);
  if (spans.length === pieces.length) return spans.map(({ group }) => ({ group, cutFrom: undefined }));
  const pixels = new Uint8Array(spans.length * PIXEL_COUNT);
  spans.forEach(({ group }, i) => {
    const [picture] = digitPictures(ink, labels, { box: group, labels: group.labels }, tilt);
    if (picture) pixels.set(picture, i * PIXEL_COUNT);
  });
  const { probabilities, likeness } = judge(pixels, spans.length);
  const goodness = spans.map(({ cost, from, to }, i) => {
    let best = 0;
    for (let digit = 0; digit < CLASS_COUNT; digit++)
      best = Math.max(best, probabilities[i * CLASS_COUNT + digit]!);
    const likely = Math.log(Math.max(LEAST_LIKELY, best * (likeness?.[i] ?? 1)));
    return likely * (to - from) + cost;
  });
  // The best way to part all pieces before each place.
  const best: { value: number; span: number }[] = [{ value: 0, span: -1 }];
  for (let place = 1; place <= pieces.length; place++) {
    let found = { value: -Infinity, span: -1 };
    spans.forEach(({ from, to }, i) => {
      if (to !== place) return;
      const value = best[from]!.value + goodness[i]!;
      if (value > found.value) found = { value, span: i };
    });
    best.push(found);
  }
  const chosen: ChosenDigit[] = [];
  for (let place = pieces.length; place > 0;) {
    const span = spans[best[place]!.span]!;
    chosen.push({ group: span.group, cutFrom: span.isCut ? pieces[span.from]!.origin : undefined });
    place = span.from;
  }
  return chosen.reverse();
}

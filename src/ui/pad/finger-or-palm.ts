/**
 * Tells a finger that draws from a hand that rests, by what a touch screen says of a contact: how large it is, how far it
 * has gone and how fast. Lengths are shares of the pad's side, contacts are in CSS pixels.
 *
 * The limits: fingertips are reported 20 to 50 px wide, the side of a hand 60 and more, where a screen tells at all. A
 * resting hand drifts by a few hundredths of the pad in a second; a digit's line is drawn over a third of it in less.
 */
import type { StrokePoint } from '../../core/strokes';

/** Contacts larger than this are no fingertips, whoever draws. */
const PALM_PX = 90;
/** In doubt (a pen was seen), contacts larger than this are no fingertips either. */
const FINGERTIP_PX = 55;
/** How far a line must go to be plainly drawn; further where the screen does not tell the size of a contact. */
const PLAIN_EXTENT = 0.15;
const PLAIN_EXTENT_UNSIZED = 0.25;
const PLAIN_EXTENT_PER_SECOND = 0.2;
/** A line that has gone so far for so long is a digit's, not the first finger of two that zoom. */
const DIGIT_EXTENT = 0.2;
const DIGIT_MS = 300;
/** What a hand leaves that taps the glass on its way to a rest. */
const TAP_EXTENT = 0.1;

export interface Trace {
  readonly startMs: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The largest that the contact has been; 0 where the screen does not tell. */
  readonly largestPx: number;
}

/** A contact's size of 1 px or none is a screen's way to say that it cannot tell. */
const known = (sizePx: number): number => (sizePx > 1 ? sizePx : 0);

/** The trace with more points of the same contact; a new one when there is none yet. points: at least one for a new trace. */
export function follow(
  trace: Trace | undefined,
  points: readonly StrokePoint[],
  sizePx: number,
  atMs: number,
): Trace {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return {
    startMs: trace?.startMs ?? atMs,
    left: Math.min(trace?.left ?? Infinity, ...xs),
    top: Math.min(trace?.top ?? Infinity, ...ys),
    right: Math.max(trace?.right ?? -Infinity, ...xs),
    bottom: Math.max(trace?.bottom ?? -Infinity, ...ys),
    largestPx: Math.max(trace?.largestPx ?? 0, known(sizePx)),
  };
}

const extentOf = ({ left, top, right, bottom }: Trace): number => Math.max(right - left, bottom - top);

export const isPalm = ({ largestPx }: Trace): boolean => largestPx > PALM_PX;

/** Whether this can only be a finger that draws: small, and far and fast enough. A hand that drifts never is. */
export function isPlainlyDrawn(trace: Trace, atMs: number): boolean {
  const extent = extentOf(trace);
  return (
    trace.largestPx <= FINGERTIP_PX &&
    extent >= (trace.largestPx > 0 ? PLAIN_EXTENT : PLAIN_EXTENT_UNSIZED) &&
    extent >= (PLAIN_EXTENT_PER_SECOND * (atMs - trace.startMs)) / 1000
  );
}

export const isDigitLine = (trace: Trace, atMs: number): boolean =>
  extentOf(trace) >= DIGIT_EXTENT && atMs - trace.startMs >= DIGIT_MS;

export const isTap = (trace: Trace): boolean => extentOf(trace) < TAP_EXTENT;

/**
 * The drawing on the pad, as strokes, and what can be done to it. Knows nothing of events, canvas or React: pointer and
 * keyboard write into it, the painter and the reader listen.
 */
import type { Stroke, StrokePoint } from '../../core/strokes';

/** `extended`: the last stroke grew, all else is as it was. `replaced`: anything may have changed. */
export type PadChange = 'extended' | 'replaced';

type PadListener = (change: PadChange, atMs: number) => void;

export interface PadModel {
  /** The drawing, oldest stroke first, the one in progress included. Grows in place: read, do not keep. */
  readonly strokes: () => readonly Stroke[];
  readonly isDrawing: () => boolean;
  /**
   * Puts the pen down, on top of lifting it first where it was down. Points outside the pad are moved to its edge. atMs, here
   * and below: when that happened, by performance.now()'s clock; now when left out.
   */
  readonly begin: (point: StrokePoint, atMs?: number) => void;
  /** Draws on to each point in turn. Nothing happens while the pen is up. */
  readonly extend: (points: readonly StrokePoint[], atMs?: number) => void;
  readonly end: () => void;
  /**
   * Takes back this stroke, in progress or not, if it is the last: the hand that made it did not mean to draw. Leaves no
   * trace: undo() brings back what it would have without it.
   */
  readonly takeBack: (stroke: Stroke | undefined) => void;
  /** Takes back the last stroke, or brings back what clear() has just wiped off. */
  readonly undo: () => void;
  readonly clear: () => void;
  /** Calls `listener` after each change, with its time. Returns the function that ends it. */
  readonly subscribe: (listener: PadListener) => () => void;
}

const onPad = (value: number): number => Math.min(1, Math.max(0, value));
const onPadPoint = (point: StrokePoint): StrokePoint => ({ ...point, x: onPad(point.x), y: onPad(point.y) });

export function createPadModel(): PadModel {
  let strokes: StrokePoint[][] = [];
  let wiped: StrokePoint[][] = [];
  /** What `wiped` was before the last stroke began. */
  let wipedBefore: StrokePoint[][] = [];
  let current: StrokePoint[] | undefined;
  const listeners = new Set<PadListener>();
  const tell = (change: PadChange, atMs = performance.now()) => {
    for (const listener of listeners) listener(change, atMs);
  };

  return {
    strokes: () => strokes,
    isDrawing: () => current !== undefined,
    begin(point, atMs) {
      current = [onPadPoint(point)];
      strokes.push(current);
      [wipedBefore, wiped] = [wiped, []];
      tell('extended', atMs);
    },
    extend(points, atMs) {
      if (!current) return;
      const before = current.length;
      for (const point of points.map(onPadPoint)) {
        const last = current.at(-1)!;
        if (point.x !== last.x || point.y !== last.y) current.push(point);
      }
      if (current.length > before) tell('extended', atMs);
    },
    end() {
      current = undefined;
    },
    takeBack(stroke) {
      if (!stroke || strokes.at(-1) !== stroke) return;
      current = undefined;
      strokes.pop();
      wiped = wipedBefore;
      tell('replaced');
    },
    undo() {
      current = undefined;
      if (strokes.length > 0) strokes.pop();
      else [strokes, wiped] = [wiped, strokes];
      tell('replaced');
    },
    clear() {
      current = undefined;
      if (strokes.length > 0) [wiped, strokes] = [strokes, []];
      tell('replaced');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

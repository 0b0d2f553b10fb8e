/**
 * The drawing on the pad, as strokes, and what can be done to it. Knows nothing of events, canvas or React: pointer and
 * keyboard write into it, the painter and the reader listen.
 */
import type { Stroke, StrokePoint } from '../../core/strokes';
import { strokesLeft } from './eraser';

/** `extended`: the last stroke grew, all else is as it was. `replaced`: anything may have changed. */
export type PadChange = 'extended' | 'replaced';
/** The eraser takes away every stroke that it touches. */
export type PadTool = 'pen' | 'eraser';

type PadListener = (change: PadChange, atMs: number) => void;

export interface PadModel {
  /** The drawing, oldest stroke first, the one in progress included. Grows in place: read, do not keep. */
  readonly strokes: () => readonly Stroke[];
  readonly isDrawing: () => boolean;
  /** Chooses what begin() puts down when it is not told. At first the pen. */
  readonly choose: (tool: PadTool) => void;
  /**
   * Puts the pen or the eraser down, on top of lifting it first where it was down. Points outside the pad are moved to its edge.
   * atMs, here and below: when that happened, by performance.now()'s clock; now when left out. Returns what takeBack() knows it
   * by: the new stroke, or the eraser's way.
   */
  readonly begin: (point: StrokePoint, atMs?: number, tool?: PadTool) => Stroke;
  /** Draws, or erases, on to each point in turn. Nothing happens while nothing is down. */
  readonly extend: (points: readonly StrokePoint[], atMs?: number) => void;
  readonly end: () => void;
  /**
   * Takes back this stroke or way of the eraser, in progress or not, if it was the last change: the hand that made it did not
   * mean to. Leaves no trace: undo() brings back what it would have without it.
   */
  readonly takeBack: (made: Stroke | undefined) => void;
  /** Takes back the last stroke, erasure or clear(). A drawing begun on an empty pad has nothing before it. */
  readonly undo: () => void;
  /** Does again what undo() has just taken back, until something new is drawn, erased or cleared. */
  readonly redo: () => void;
  readonly clear: () => void;
  /** Calls `listener` after each change, with its time. Returns the function that ends it. */
  readonly subscribe: (listener: PadListener) => () => void;
}

/**
 * A stroke of more points loses those that lie nearest to the ones before them. So one may go on for as long as a hand likes,
 * costs no more, and can be kept: a digit of the visitor's has at most 5,000 points in a stroke (state/kept-digit.ts).
 */
const MOST_POINTS = 4000;
/** The nearest that points of a thinned stroke lie, as a share of the pad's side; twice as far when that is not enough. */
const FINEST_SPACING = 1 / 4096;

/** The drawing after a change. */
interface Moment {
  readonly strokes: StrokePoint[][];
  /** What undo goes back to. */
  readonly before: Moment | undefined;
  /** The stroke, or the eraser's way, that made it so. */
  readonly made: Stroke | undefined;
}

const BLANK: Moment = { strokes: [], before: undefined, made: undefined };
const onPad = (value: number): number => Math.min(1, Math.max(0, value));
const onPadPoint = (point: StrokePoint): StrokePoint => ({ ...point, x: onPad(point.x), y: onPad(point.y) });

/** Half the points or fewer, evenly far apart: both ends, and in between what is far enough from the last one kept. */
function thinned(stroke: readonly StrokePoint[], spacing = FINEST_SPACING): StrokePoint[] {
  let kept = stroke[0]!;
  const left = stroke.filter((point, i) => {
    const isKept =
      i === 0 || i === stroke.length - 1 || Math.hypot(point.x - kept.x, point.y - kept.y) >= spacing;
    if (isKept) kept = point;
    return isKept;
  });
  return left.length > MOST_POINTS / 2 ? thinned(stroke, 2 * spacing) : left;
}

export function createPadModel(): PadModel {
  let now = BLANK;
  /** What undo has taken back, the last one last. */
  let undone: Moment[] = [];
  /** What there was before the last stroke or erasure. */
  let replaced: { readonly now: Moment; readonly undone: Moment[] } | undefined;
  let current: { readonly tool: PadTool; readonly points: StrokePoint[] } | undefined;
  let chosen: PadTool = 'pen';
  const listeners = new Set<PadListener>();
  const tell = (change: PadChange, atMs = performance.now()) => {
    for (const listener of listeners) listener(change, atMs);
  };

  const change = (strokes: StrokePoint[][], made: Stroke | undefined) => {
    replaced = made && { now, undone };
    // What was wiped off is forgotten with the first new stroke: undo ends with the pad as empty as that stroke found it.
    const isAfresh = now.strokes.length === 0;
    now = { strokes, before: isAfresh ? BLANK : now, made };
    undone = [];
  };
  /** Erases what lies between two places. An erasure of many moves is one change. */
  const erase = (from: StrokePoint, to: StrokePoint, way: Stroke, atMs: number | undefined) => {
    const left = strokesLeft(now.strokes, from, to);
    if (left.length === now.strokes.length) return;
    if (now.made === way) now = { ...now, strokes: left };
    else change(left, way);
    tell('replaced', atMs);
  };
  const draw = (points: readonly StrokePoint[], stroke: StrokePoint[], atMs: number | undefined) => {
    const before = stroke.length;
    let isThinned = false;
    for (const point of points) {
      const last = stroke.at(-1)!;
      if (point.x === last.x && point.y === last.y) continue;
      stroke.push(point);
      if (stroke.length <= MOST_POINTS) continue;
      stroke.splice(0, Infinity, ...thinned(stroke));
      isThinned = true;
    }
    if (isThinned || stroke.length > before) tell(isThinned ? 'replaced' : 'extended', atMs);
  };

  return {
    strokes: () => now.strokes,
    isDrawing: () => current !== undefined,
    choose(tool) {
      chosen = tool;
    },
    begin(point, atMs, tool = chosen) {
      const start = onPadPoint(point);
      const points = [start];
      current = { tool, points };
      if (tool === 'eraser') erase(start, start, points, atMs);
      else {
        change([...now.strokes, points], points);
        tell('extended', atMs);
      }
      return points;
    },
    extend(points, atMs) {
      if (!current) return;
      const { tool, points: way } = current;
      const places = points.map(onPadPoint);
      if (tool === 'pen') draw(places, way, atMs);
      else {
        for (const place of places) {
          erase(way[0]!, place, way, atMs);
          way[0] = place;
        }
      }
    },
    end() {
      current = undefined;
    },
    takeBack(made) {
      if (current && current.points === made) current = undefined;
      if (!made || now.made !== made) return;
      ({ now, undone } = replaced ?? { now: now.before ?? BLANK, undone: [] });
      replaced = undefined;
      tell('replaced');
    },
    undo() {
      current = undefined;
      replaced = undefined;
      if (now.before) {
        undone.push(now);
        now = now.before;
      }
      tell('replaced');
    },
    redo() {
      current = undefined;
      replaced = undefined;
      now = undone.pop() ?? now;
      tell('replaced');
    },
    clear() {
      current = undefined;
      if (now.strokes.length > 0) change([], undefined);
      tell('replaced');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

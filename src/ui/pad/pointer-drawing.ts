/**
 * Turns what mice, fingers and pens do on the pad into strokes of its model. What is meant to draw, hand-rules.ts decides;
 * here events become points, and arrive in good time.
 *
 * Browsers hold pointermove back until the next frame, with all that the pen reported since in one event. Some also have
 * pointerrawupdate, which comes as soon as the pen reports: a reading that sets out with it is answered when the frame is
 * painted, not a frame later. Raw updates can come a thousand times a second, so they are gathered: the model hears of them
 * every few milliseconds and, at the latest, with the pointermove that sums them up.
 */
import type { Stroke, StrokePoint } from '../../core/strokes';
import { createHandRules, type HandAction, type HandEvent } from './hand-rules';
import type { PadModel } from './pad-model';

/** Time between two hand-overs of raw updates; less than the 16.7 ms of a frame, and more than a drawing takes to read. */
const GATHER_MS = 8;
/** Events whose time is this far from the page's own were stamped by another clock, or by none. */
const CLOCK_ERROR_MS = 10_000;
/** PointerEvent.buttons of a pen that is upside down. */
const ERASER_END = 32;

/** What is needed of a PointerEvent. */
export interface PadPointer {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly isPrimary: boolean;
  readonly buttons: number;
  readonly ctrlKey: boolean;
  readonly pressure: number;
  /** Size of the contact in CSS pixels; 1 where the device cannot tell, undefined in some browsers. */
  readonly width?: number;
  readonly height?: number;
  readonly timeStamp: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly getCoalescedEvents?: () => readonly PadPointer[];
}

/** Where the pad lies, in the units of clientX and clientY. */
type PadBox = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

export interface PointerDrawing {
  /** Whether this pointer draws from here on, or may turn out to. */
  readonly down: (pointer: PadPointer, pad: PadBox) => boolean;
  /** A pointer is down on the page, beside the pad. */
  readonly downElsewhere: (pointer: PadPointer) => void;
  readonly rawUpdate: (pointer: PadPointer, pad: PadBox) => void;
  /** Call for every move over the pad: a pen that hovers counts as seen. */
  readonly move: (pointer: PadPointer, pad: PadBox) => void;
  /** The pointer was lifted, wherever on the page. */
  readonly up: (pointer: PadPointer) => void;
  /** The pad will not hear of this pointer any more: what it drew so far stands. */
  readonly lost: (pointer: PadPointer) => void;
  readonly cancel: (pointer: PadPointer) => void;
  /** Whether touches are a pen's hand's: nothing that the browser may act upon. */
  readonly isPenNear: () => boolean;
}

function pointOf(pointer: PadPointer, pad: PadBox): StrokePoint {
  const place = {
    x: (pointer.clientX - pad.left) / pad.width,
    y: (pointer.clientY - pad.top) / pad.height,
  };
  // A mouse reports a constant, and most touch screens too: only a pen's pressure means something.
  return pointer.pointerType === 'pen' ? { ...place, pressure: pointer.pressure } : place;
}

function pointsOf(pointer: PadPointer, pad: PadBox): StrokePoint[] {
  const reports = pointer.getCoalescedEvents?.() ?? [];
  return (reports.length > 0 ? reports : [pointer]).map((report) => pointOf(report, pad));
}

/** now: the clock that events are stamped by. */
export function createPointerDrawing(model: PadModel, now = () => performance.now()): PointerDrawing {
  const rules = createHandRules();
  /** The last stroke that a pointer drew, or the last way of an eraser. */
  let stroke: Stroke | undefined;
  /** The pen whose eraser end is on the pad. The rules do not know of it: it draws nothing, and no hand rests beside it. */
  let erasing: number | undefined;
  let gathered: StrokePoint[] = [];
  let gatheredSince = 0;
  let handedOverAt = 0;
  let hasRawUpdates = false;

  const timeOf = ({ timeStamp }: PadPointer): number => {
    const atMs = now();
    return Math.abs(timeStamp - atMs) < CLOCK_ERROR_MS ? timeStamp : atMs;
  };
  const handOver = (atMs: number): void => {
    if (gathered.length > 0) model.extend(gathered, gatheredSince);
    gathered = [];
    handedOverAt = atMs;
  };

  const act = (action: HandAction, atMs: number): void => {
    if (action.do === 'begin') {
      const [first, ...rest] = action.points;
      if (!first) return;
      gathered = [];
      stroke = model.begin(first, atMs);
      model.extend(rest, atMs);
    } else if (action.do === 'extend') {
      if (gathered.length === 0) gatheredSince = atMs;
      gathered.push(...action.points);
    } else if (action.do === 'end') {
      handOver(atMs);
      model.end();
    } else {
      gathered = [];
      model.takeBack(stroke);
    }
  };
  const hear = (what: HandEvent['what'], pointer: PadPointer, points: readonly StrokePoint[]): number => {
    const { pointerId, pointerType, isPrimary, buttons, ctrlKey, pressure, width = 0, height = 0 } = pointer;
    const atMs = timeOf(pointer);
    const sizePx = Math.max(width, height);
    const actions = rules.hear({
      what,
      id: pointerId,
      kind: pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse',
      isPrimary,
      buttons,
      ctrlKey,
      pressure,
      sizePx,
      atMs,
      points,
    });
    for (const action of actions) act(action, atMs);
    return atMs;
  };

  const isEraserEnd = ({ pointerType, buttons }: PadPointer): boolean =>
    pointerType === 'pen' && (buttons & ERASER_END) !== 0;
  const endErasing = ({ pointerId }: PadPointer): void => {
    if (pointerId !== erasing) return;
    erasing = undefined;
    model.end();
  };

  return {
    down(pointer, pad) {
      const atMs = hear('down', pointer, [pointOf(pointer, pad)]);
      if (isEraserEnd(pointer) && !model.isDrawing()) {
        erasing = pointer.pointerId;
        model.begin(pointOf(pointer, pad), atMs, 'eraser');
        return true;
      }
      const draws = rules.follows(pointer.pointerId);
      if (draws) hasRawUpdates = false;
      return draws;
    },
    downElsewhere(pointer) {
      hear('elsewhere', pointer, []);
    },
    rawUpdate(pointer, pad) {
      if (!rules.follows(pointer.pointerId)) return;
      hasRawUpdates = true;
      const atMs = hear('move', pointer, pointsOf(pointer, pad));
      if (atMs - handedOverAt >= GATHER_MS) handOver(atMs);
    },
    move(pointer, pad) {
      if (pointer.pointerId === erasing) {
        const atMs = hear('move', pointer, []);
        if (isEraserEnd(pointer)) model.extend(pointsOf(pointer, pad), atMs);
        else endErasing(pointer);
        return;
      }
      if (!rules.follows(pointer.pointerId)) {
        hear('move', pointer, []);
        return;
      }
      // Moves that no raw update announced: the browser has none, or a script has made the event.
      const atMs = hear('move', pointer, hasRawUpdates ? [] : pointsOf(pointer, pad));
      handOver(atMs);
      hasRawUpdates = false;
    },
    up(pointer) {
      endErasing(pointer);
      hear('up', pointer, []);
    },
    lost(pointer) {
      endErasing(pointer);
      hear('lost', pointer, []);
    },
    cancel(pointer) {
      endErasing(pointer);
      // The system has found the touch to be a palm or a gesture of its own.
      hear('cancel', pointer, []);
    },
    isPenNear: rules.isPenNear,
  };
}

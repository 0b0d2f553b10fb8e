/**
 * Turns what mice, fingers and pens do on the pad into strokes of its model.
 *
 * Browsers hold pointermove back until the next frame, with all that the pen reported since in one event. Some also have
 * pointerrawupdate, which comes as soon as the pen reports: a reading that sets out with it is answered when the frame is
 * painted, not a frame later. Raw updates can come a thousand times a second, so they are gathered: the model hears of them
 * every few milliseconds and, at the latest, with the pointermove that sums them up.
 */
import type { StrokePoint } from '../../core/strokes';
import type { PadModel } from './pad-model';
import { createPenRules, type PointerLike } from './pen-rules';

/** Time between two hand-overs of raw updates; less than the 16.7 ms of a frame, and more than a drawing takes to read. */
const GATHER_MS = 8;

/** What is needed of a PointerEvent. */
export interface PadPointer extends PointerLike {
  readonly clientX: number;
  readonly clientY: number;
  readonly pressure: number;
  readonly getCoalescedEvents?: () => readonly PadPointer[];
}

/** Where the pad lies, in the units of clientX and clientY. */
type PadBox = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

export interface PointerDrawing {
  /** Whether this pointer draws from here on. */
  readonly down: (pointer: PadPointer, pad: PadBox) => boolean;
  readonly rawUpdate: (pointer: PadPointer, pad: PadBox) => void;
  readonly move: (pointer: PadPointer, pad: PadBox) => void;
  readonly up: (pointer: PadPointer) => void;
  readonly cancel: (pointer: PadPointer) => void;
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

export function createPointerDrawing(model: PadModel): PointerDrawing {
  const rules = createPenRules();
  let gathered: StrokePoint[] = [];
  let gatheredSince = 0;
  let handedOverAt = 0;
  let hasRawUpdates = false;

  const handOver = (atMs: number): void => {
    if (gathered.length > 0) model.extend(gathered, gatheredSince);
    gathered = [];
    handedOverAt = atMs;
  };

  return {
    down(pointer, pad) {
      const verdict = rules.down(pointer);
      if (verdict === 'ignore') return false;
      if (verdict === 'take-over') model.cancel();
      gathered = [];
      hasRawUpdates = false;
      model.begin(pointOf(pointer, pad), pointer.timeStamp);
      return true;
    },
    rawUpdate(pointer, pad) {
      if (!rules.draws(pointer)) return;
      hasRawUpdates = true;
      if (gathered.length === 0) gatheredSince = pointer.timeStamp;
      gathered.push(...pointsOf(pointer, pad));
      if (pointer.timeStamp - handedOverAt >= GATHER_MS) handOver(pointer.timeStamp);
    },
    move(pointer, pad) {
      if (!rules.draws(pointer)) return;
      // Moves that no raw update announced: the browser has none, or a script has made the event.
      if (!hasRawUpdates) model.extend(pointsOf(pointer, pad), pointer.timeStamp);
      else if (gathered.length > 0) handOver(pointer.timeStamp);
      hasRawUpdates = false;
    },
    up(pointer) {
      if (rules.draws(pointer)) {
        handOver(pointer.timeStamp);
        model.end();
      }
      rules.up(pointer);
    },
    cancel(pointer) {
      // The system has found the touch to be a palm or a gesture of its own.
      if (rules.draws(pointer)) model.cancel();
      rules.up(pointer);
    },
  };
}

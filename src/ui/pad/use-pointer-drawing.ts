import { type PointerEvent as ReactPointerEvent, useState } from 'react';
import type { StrokePoint } from '../../core/strokes';
import type { PadModel } from './pad-model';
import { createPenRules } from './pen-rules';

type Handler = (event: ReactPointerEvent<HTMLElement>) => void;
export interface PointerHandlers {
  readonly onPointerDown: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
}

function pointOf(event: PointerEvent, pad: DOMRect): StrokePoint {
  const place = { x: (event.clientX - pad.left) / pad.width, y: (event.clientY - pad.top) / pad.height };
  // A mouse reports a constant, and most touch screens too: only a pen's pressure means something.
  return event.pointerType === 'pen' ? { ...place, pressure: event.pressure } : place;
}

/** Event handlers that turn what mice, fingers and pens do on an element into strokes of the model. */
export function usePointerDrawing(model: PadModel): PointerHandlers {
  const [rules] = useState(createPenRules);
  return {
    onPointerDown(event) {
      const pad = event.currentTarget;
      const verdict = rules.down(event.nativeEvent);
      if (verdict === 'ignore') return;
      if (verdict === 'take-over') model.cancel();
      pad.focus({ preventScroll: true });
      try {
        // The stroke goes on when the pointer leaves the pad, and ends wherever it is lifted.
        pad.setPointerCapture(event.pointerId);
      } catch {
        // The pointer is already gone again; its stroke is a dot.
      }
      model.begin(pointOf(event.nativeEvent, pad.getBoundingClientRect()), event.timeStamp);
    },
    onPointerMove(event) {
      if (!rules.draws(event.nativeEvent)) return;
      const pad = event.currentTarget.getBoundingClientRect();
      // A pen reports several times a frame; the browser hands the reports over in one event.
      const reports = event.nativeEvent.getCoalescedEvents?.() ?? [];
      model.extend(
        (reports.length > 0 ? reports : [event.nativeEvent]).map((report) => pointOf(report, pad)),
        event.timeStamp,
      );
    },
    onPointerUp(event) {
      if (rules.draws(event.nativeEvent)) model.end();
      rules.up(event.nativeEvent);
    },
    onPointerCancel(event) {
      // The system has found the touch to be a palm or a gesture of its own.
      if (rules.draws(event.nativeEvent)) model.cancel();
      rules.up(event.nativeEvent);
    },
  };
}

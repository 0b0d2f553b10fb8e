import { useEventListener } from '@mantine/hooks';
import { type PointerEvent as ReactPointerEvent, type RefCallback, useCallback, useState } from 'react';
import type { PadModel } from './pad-model';
import { createPointerDrawing } from './pointer-drawing';

type Handler = (event: ReactPointerEvent<HTMLElement>) => void;
export interface PointerHandlers {
  /** React knows no pointerrawupdate: this listens to it. */
  readonly ref: RefCallback<HTMLElement>;
  readonly onPointerDown: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
}

/** Event handlers for an element that is drawn on. */
export function usePointerDrawing(model: PadModel): PointerHandlers {
  const [drawing] = useState(() => createPointerDrawing(model));
  const ref = useEventListener(
    'pointerrawupdate',
    useCallback(
      (event: Event) => {
        const { currentTarget: pad } = event;
        if (!(event instanceof PointerEvent) || !(pad instanceof HTMLElement)) return;
        drawing.rawUpdate(event, pad.getBoundingClientRect());
      },
      [drawing],
    ),
  );
  return {
    ref,
    onPointerDown({ nativeEvent, currentTarget: pad }) {
      if (!drawing.down(nativeEvent, pad.getBoundingClientRect())) return;
      pad.focus({ preventScroll: true });
      try {
        // The stroke goes on when the pointer leaves the pad, and ends wherever it is lifted.
        pad.setPointerCapture(nativeEvent.pointerId);
      } catch {
        // The pointer is already gone again; its stroke is a dot.
      }
    },
    onPointerMove({ nativeEvent, currentTarget: pad }) {
      drawing.move(nativeEvent, pad.getBoundingClientRect());
    },
    onPointerUp({ nativeEvent }) {
      drawing.up(nativeEvent);
    },
    onPointerCancel({ nativeEvent }) {
      drawing.cancel(nativeEvent);
    },
  };
}

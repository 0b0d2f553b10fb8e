import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { PadModel } from './pad-model';
import { createPointerDrawing } from './pointer-drawing';

type Handler = (event: ReactPointerEvent<HTMLElement>) => void;
export interface PointerHandlers {
  /** For what React does not listen to, or not in time to prevent it. */
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onPointerDown: Handler;
  readonly onPointerEnter: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
  readonly onLostPointerCapture: Handler;
}

/** Event handlers for an element that is drawn on. */
export function usePointerDrawing(model: PadModel): PointerHandlers {
  const [drawing] = useState(() => createPointerDrawing(model));
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const pad = ref.current!;
    const listening = new AbortController();
    const options = { capture: true, passive: false, signal: listening.signal };
    pad.addEventListener(
      'pointerrawupdate',
      (event) => drawing.rawUpdate(event as PointerEvent, pad.getBoundingClientRect()),
      options,
    );
    // Two contacts of a hand that holds a pen would zoom the page as two fingers do; and a pen that writes is, on an iPad, a
    // touch that Scribble may take for its own.
    const keepFromPage = (event: Event) => {
      if (drawing.isPenNear() && event.cancelable) event.preventDefault();
    };
    pad.addEventListener('touchstart', keepFromPage, options);
    pad.addEventListener('touchmove', keepFromPage, options);
    // Fingers beside the pad count, and a pointer may be lifted where the pad does not hear of it.
    const beside = (hear: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (!pad.contains(event.target as Node)) hear(event);
    };
    window.addEventListener('pointerdown', beside(drawing.downElsewhere), options);
    window.addEventListener('pointerup', beside(drawing.up), options);
    window.addEventListener('pointercancel', beside(drawing.cancel), options);
    return () => listening.abort();
  }, [drawing]);

  const move: Handler = ({ nativeEvent, currentTarget: pad }) =>
    drawing.move(nativeEvent, pad.getBoundingClientRect());
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
    onPointerEnter: move,
    onPointerMove: move,
    onPointerUp({ nativeEvent }) {
      drawing.up(nativeEvent);
    },
    onPointerCancel({ nativeEvent }) {
      drawing.cancel(nativeEvent);
    },
    onLostPointerCapture({ nativeEvent }) {
      drawing.lost(nativeEvent);
    },
  };
}

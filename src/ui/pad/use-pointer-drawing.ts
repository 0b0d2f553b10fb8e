import { useEventListener, useMergedRef } from '@mantine/hooks';
import {
  type PointerEvent as ReactPointerEvent,
  type RefCallback,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { PadModel } from './pad-model';
import { createPointerDrawing } from './pointer-drawing';

type Handler = (event: ReactPointerEvent<HTMLElement>) => void;
export interface PointerHandlers {
  /** For what React does not listen to, or not in time to prevent it. */
  readonly ref: RefCallback<HTMLElement>;
  readonly onPointerDown: Handler;
  readonly onPointerEnter: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerLeave: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
  readonly onLostPointerCapture: Handler;
}

const NOT_PASSIVE = { passive: false };

/** Event handlers for an element that is drawn on. */
export function usePointerDrawing(model: PadModel): PointerHandlers {
  const [drawing] = useState(() => createPointerDrawing(model));
  const element = useRef<HTMLElement>(null);

  const onRawUpdate = useCallback(
    (event: Event) => {
      const { currentTarget: pad } = event;
      if (!(event instanceof PointerEvent) || !(pad instanceof HTMLElement)) return;
      drawing.rawUpdate(event, pad.getBoundingClientRect());
    },
    [drawing],
  );
  // Two contacts of a hand that holds a pen would zoom the page as two fingers do; and a pen that writes is, on an iPad, a
  // touch that Scribble may take for its own.
  const keepFromPage = useCallback(
    (event: Event) => {
      if (drawing.isPenNear() && event.cancelable) event.preventDefault();
    },
    [drawing],
  );
  const rawUpdates = useEventListener('pointerrawupdate', onRawUpdate);
  const touchStarts = useEventListener('touchstart', keepFromPage, NOT_PASSIVE);
  const touchMoves = useEventListener('touchmove', keepFromPage, NOT_PASSIVE);
  const ref = useMergedRef(element, rawUpdates, touchStarts, touchMoves);

  // Fingers beside the pad count, and a pointer may be lifted where the pad does not hear of it.
  useEffect(() => {
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    const beside = (hear: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (!(event.target instanceof Node) || !element.current?.contains(event.target)) hear(event);
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
    onPointerLeave: move,
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

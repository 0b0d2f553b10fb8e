import { useEffect, useRef, useState } from 'react';
import { normaliseStrokes } from '../../core/normalise';
import { createFrameThrottle } from './frame-throttle';
import { createPadModel, type PadModel } from './pad-model';

export interface PadStrokes {
  readonly model: PadModel;
  /** What the network sees of the drawing: uint8 [784], 255 = ink. Undefined while the pad is empty. */
  readonly pixels: Uint8Array | undefined;
}

/** A drawing and its picture. Calls `onDrawing` with each new picture, at most once per animation frame. */
export function usePadStrokes(onDrawing: (pixels: Uint8Array | undefined) => void): PadStrokes {
  const [model] = useState(createPadModel);
  const [pixels, setPixels] = useState<Uint8Array>();
  const latestOnDrawing = useRef(onDrawing);
  useEffect(() => {
    latestOnDrawing.current = onDrawing;
  }, [onDrawing]);
  useEffect(() => {
    const throttle = createFrameThrottle(() => {
      const next = normaliseStrokes(model.strokes());
      setPixels(next);
      latestOnDrawing.current(next);
    });
    const unsubscribe = model.subscribe(throttle.request);
    return () => {
      unsubscribe();
      throttle.dispose();
    };
  }, [model]);
  return { model, pixels };
}

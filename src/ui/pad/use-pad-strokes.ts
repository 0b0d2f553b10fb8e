import { useEffect, useRef, useState } from 'react';
import type { Stroke } from '../../core/strokes';
import { createFrameThrottle } from './frame-throttle';
import { createPadModel, type PadModel } from './pad-model';

/** changedAt: when the first change since the last call was made, in ms of performance.now(). */
export type DrawingListener = (strokes: readonly Stroke[], changedAt: number) => void;

/** The drawing on the pad. Calls `onDrawing` with it after changes, at most once per animation frame. */
export function usePadStrokes(onDrawing: DrawingListener): PadModel {
  const [model] = useState(createPadModel);
  const latestOnDrawing = useRef(onDrawing);
  useEffect(() => {
    latestOnDrawing.current = onDrawing;
  }, [onDrawing]);
  useEffect(() => {
    let changedAt: number | undefined;
    const throttle = createFrameThrottle(() => {
      latestOnDrawing.current(model.strokes(), changedAt ?? performance.now());
      changedAt = undefined;
    });
    const unsubscribe = model.subscribe((_change, atMs) => {
      changedAt ??= atMs;
      throttle.request();
    });
    return () => {
      unsubscribe();
      throttle.dispose();
    };
  }, [model]);
  return model;
}

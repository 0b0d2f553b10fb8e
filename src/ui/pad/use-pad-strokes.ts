import { useEffect, useRef, useState } from 'react';
import type { Stroke } from '../../core/strokes';
import { createPadModel, type PadModel } from './pad-model';

/** changedAt: when the change was made, in ms of performance.now(). */
export type DrawingListener = (strokes: readonly Stroke[], changedAt: number) => void;

/**
 * The drawing on the pad. Calls `onDrawing` with it after every change, at once: browsers report the pen's moves once a frame,
 * and an answer that sets out now is there for this frame's picture or the next one's.
 */
export function usePadStrokes(onDrawing: DrawingListener): PadModel {
  const [model] = useState(createPadModel);
  const latestOnDrawing = useRef(onDrawing);
  useEffect(() => {
    latestOnDrawing.current = onDrawing;
  }, [onDrawing]);
  useEffect(
    () => model.subscribe((_change, atMs) => latestOnDrawing.current(model.strokes(), atMs)),
    [model],
  );
  return model;
}

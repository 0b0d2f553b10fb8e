import { useEffect, useRef } from 'react';
import { observeDeviceSide } from './device-side';
import classes from './ink-canvas.module.css';
import { paintDrawing, paintNewEnd } from './ink-painter';
import type { PadModel } from './pad-model';

/**
 * The drawing itself, painted as it grows, and afresh from its points when the canvas changes size. Takes its ink's
 * colour from the theme once: mount it anew when the theme changes.
 */
export function InkCanvas({ model }: { readonly model: PadModel }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    let paintedStrokes = 0;
    let paintedPoints = 0;
    const paint = (what: 'all' | 'new') => {
      const strokes = model.strokes();
      if (what === 'all') paintDrawing(context, strokes);
      else paintNewEnd(context, strokes, strokes.length === paintedStrokes ? paintedPoints : 0);
      paintedStrokes = strokes.length;
      paintedPoints = strokes.at(-1)?.length ?? 0;
    };
    const deviceSide = observeDeviceSide(canvas, (side) => {
      // Setting a canvas's size wipes it, colours included.
      canvas.width = side;
      canvas.height = side;
      paint('all');
    });
    const unsubscribe = model.subscribe((change) => {
      if (model.strokes().length !== paintedStrokes) deviceSide.measure();
      paint(change === 'extended' ? 'new' : 'all');
    });
    return () => {
      deviceSide.stop();
      unsubscribe();
    };
  }, [model]);
  return <canvas ref={canvasRef} className={classes['ink']} aria-hidden />;
}

/** The canvases of the page. Whoever draws says how; when to draw, and on how many pixels, is decided here. */
import { type ComponentProps, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { drawingContext, NO_CANVAS, watchRestored } from './canvas-context';
import classes from './painted-canvas.module.css';
import { useDensity } from './pixel-density';

/** Stops what a painting has left going on: whatever would paint on it later. */
type StopPainting = () => void;

interface CanvasProps extends Pick<
  ComponentProps<'canvas'>,
  'role' | 'aria-label' | 'aria-hidden' | 'className' | 'style'
> {
  readonly width: number;
  readonly height: number;
  /** Stands where there is no drawing; a sentence if left out. */
  readonly instead?: ReactNode;
}

interface PaintedCanvasProps extends CanvasProps {
  /**
   * Paints the whole picture, on a canvas that may hold an old one; may go on painting until what it returns is called.
   * Another function asks for another painting, so keep it while nothing changes.
   */
  readonly paint: (context: CanvasRenderingContext2D) => StopPainting | void;
  /**
   * In plain memory rather than on the graphics device, where each of many little canvases would be a layer of its own in
   * every frame.
   */
  readonly inMemory?: boolean;
}

/**
 * A canvas of width x height pixels, at whatever size CSS gives it. Painted when `paint` or its size changes, before the
 * browser shows the page again, and when the browser has lost the picture. Where there is no drawing, what stands instead.
 */
export function PaintedCanvas({ paint, inMemory = false, instead, className, ...props }: PaintedCanvasProps) {
  const { width, height, ...others } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const [refused, setRefused] = useState(false);
  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas || width === 0 || height === 0) return;
    const context = drawingContext(canvas, inMemory);
    if (!context) {
      setRefused(true);
      return;
    }
    let stop = paint(context);
    const stopWatching = watchRestored(canvas, () => {
      stop?.();
      stop = paint(context);
    });
    return () => {
      stopWatching();
      stop?.();
    };
  }, [paint, inMemory, width, height]);

  if (refused && instead !== undefined) return instead;
  return refused ? (
    <span {...others} className={classes['refused']}>
      {NO_CANVAS}
    </span>
  ) : (
    <canvas ref={ref} {...props} className={className} />
  );
}

interface SharpCanvasProps extends CanvasProps {
  /** See PaintedCanvas; density: pixels of the canvas per CSS pixel. */
  readonly paint: (context: CanvasRenderingContext2D, density: number) => StopPainting | void;
}

/** A canvas of width x height CSS pixels that has as many pixels as the screen has there; CSS must give it that size. */
export function SharpCanvas({ width, height, paint, ...others }: SharpCanvasProps) {
  const density = useDensity();
  return (
    <PaintedCanvas
      {...others}
      width={Math.round(width * density)}
      height={Math.round(height * density)}
      paint={useCallback((context) => paint(context, density), [paint, density])}
    />
  );
}

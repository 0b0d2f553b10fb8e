import { useCallback } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import { useAppearance } from '../shared/colour-scheme';
import { inkShades } from '../shared/ink-shades';
import { PaintedCanvas } from '../shared/painted-canvas';
import classes from './datasets.module.css';

const SIDE = 28;
const PER_ROW = 12;

interface PictureStripProps {
  /** uint8 [n, 784], 255 = ink; n at least 1. */
  readonly pixels: Uint8Array;
  /** What a screen reader says. */
  readonly label: string;
}

/** Pictures side by side on one canvas: two dozen of their own would hold the page up while they are made. */
export function PictureStrip({ pixels, label }: PictureStripProps) {
  const appearance = useAppearance();
  const count = pixels.length / PIXEL_COUNT;
  const width = SIDE * Math.min(count, PER_ROW);
  const height = SIDE * Math.ceil(count / PER_ROW);
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const image = context.createImageData(width, height);
      const shades = inkShades(appearance);
      const colours = new Uint32Array(image.data.buffer).fill(shades[0]!);
      for (let i = 0; i < pixels.length; i++) {
        const picture = Math.floor(i / PIXEL_COUNT);
        const x = (picture % PER_ROW) * SIDE + (i % SIDE);
        const y = Math.floor(picture / PER_ROW) * SIDE + Math.floor((i % PIXEL_COUNT) / SIDE);
        colours[y * width + x] = shades[pixels[i]!]!;
      }
      context.putImageData(image, 0, 0);
    },
    [pixels, width, height, appearance],
  );
  return (
    <PaintedCanvas
      inMemory
      paint={paint}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={classes['strip']}
    />
  );
}

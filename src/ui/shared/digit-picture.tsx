import { useCallback } from 'react';
import { useAppearance } from './colour-scheme';
import classes from './digit-picture.module.css';
import { inkShades } from './ink-shades';
import { PaintedCanvas } from './painted-canvas';

const SIDE = 28;

interface DigitPictureProps {
  /** uint8 [784], row-major, 255 = ink. */
  readonly pixels: Uint8Array;
  /** What a screen reader says, for example "a handwritten 7". */
  readonly label: string;
}

/**
 * One 28x28 picture as the network gets it, drawn with hard pixel edges at whatever size CSS gives it. Ink and paper are
 * both in the canvas: browsers that darken pages leave canvases alone and would put dark ink on dark paper.
 */
export function DigitPicture({ pixels, label }: DigitPictureProps) {
  const appearance = useAppearance();
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const image = context.createImageData(SIDE, SIDE);
      const shades = inkShades(appearance);
      const colours = new Uint32Array(image.data.buffer);
      for (let i = 0; i < SIDE * SIDE; i++) colours[i] = shades[pixels[i]!]!;
      context.putImageData(image, 0, 0);
    },
    [pixels, appearance],
  );
  return (
    <span className={classes['frame']}>
      <PaintedCanvas
        inMemory
        paint={paint}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={label}
        className={classes['digit']}
      />
    </span>
  );
}

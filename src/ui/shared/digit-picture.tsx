import { useCallback } from 'react';
import classes from './digit-picture.module.css';
import { PaintedCanvas } from './painted-canvas';

const SIDE = 28;

interface DigitPictureProps {
  /** uint8 [784], row-major, 255 = ink. */
  readonly pixels: Uint8Array;
  /** What a screen reader says, for example "a handwritten 7". */
  readonly label: string;
}

/**
 * One 28x28 picture as the network gets it, drawn with hard pixel edges at whatever size CSS gives it. The canvas holds
 * ink as transparency over currentColor-filled paper, so that a theme switch needs no redraw.
 */
export function DigitPicture({ pixels, label }: DigitPictureProps) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const image = context.createImageData(SIDE, SIDE);
      for (let i = 0; i < SIDE * SIDE; i++) image.data[i * 4 + 3] = pixels[i]!;
      context.putImageData(image, 0, 0);
    },
    [pixels],
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

import { DigitPicture } from '../shared/digit-picture';
import classes from './washed-picture.module.css';
import { PixelPicture } from './pixel-picture';

interface WashedPictureProps {
  /** One signed number per pixel, [784]; the largest gets the full colour. */
  readonly values: Float32Array;
  /** The digit that they are about: uint8 [784], 255 = ink. Undefined when it is gone. */
  readonly pixels: Uint8Array | undefined;
  readonly label: string;
}

/** Numbers of pixels over the digit that they are about. */
export function WashedPicture({ values, pixels, label }: WashedPictureProps) {
  return (
    <>
      {pixels && (
        <div className={classes['ink']} aria-hidden>
          <DigitPicture pixels={pixels} label="" />
        </div>
      )}
      <div className={classes['wash']}>
        <PixelPicture values={values} scale={largestOf(values)} label={label} />
      </div>
    </>
  );
}

export const largestOf = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Where in the picture most of what is above zero lies, and most of what is below, in words. */
export function where(values: Float32Array): string {
  const thirds = ['top', 'middle', 'bottom'] as const;
  const sides = ['left', 'centre', 'right'] as const;
  const third = (place: number) => Math.min(2, Math.floor((place * 3) / 28));
  const cells = Array.from({ length: 9 }, () => 0);
  values.forEach((value, pixel) => (cells[3 * third(Math.floor(pixel / 28)) + third(pixel % 28)]! += value));
  const name = (cell: number) => `${thirds[Math.floor(cell / 3)]} ${sides[cell % 3]}`;
  const most = cells.indexOf(Math.max(...cells));
  const least = cells.indexOf(Math.min(...cells));
  const against = cells[least]! < 0 ? `, most against it at the ${name(least)}` : '';
  return cells[most]! > 0 ? `most for it at the ${name(most)}${against}` : `nothing for it${against}`;
}

import { useMemo } from 'react';
import { SignedPicture } from './signed-picture';

interface PixelPictureProps {
  /** float32 [784]. */
  readonly values: Float32Array;
  readonly scale: number;
  readonly label?: string;
}

/** One signed number per pixel of a digit. */
export function PixelPicture({ values, scale, label }: PixelPictureProps) {
  const valueAt = useMemo(() => (pixel: number) => values[pixel]!, [values]);
  return (
    <SignedPicture
      width={28}
      height={28}
      valueAt={valueAt}
      scale={scale}
      {...(label === undefined ? {} : { label })}
    />
  );
}

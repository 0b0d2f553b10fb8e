import { useCallback } from 'react';
import { PaintedCanvas } from '../shared/painted-canvas';
import { paintSigned } from './diverging';
import classes from './signed-picture.module.css';

interface SignedPictureProps {
  readonly width: number;
  readonly height: number;
  /** Row by row. Another function asks for another drawing. */
  readonly valueAt: (pixel: number) => number;
  /** The magnitude that gets the full colour. */
  readonly scale: number;
  /** What a screen reader says; left out for a picture that its surroundings describe. */
  readonly label?: string;
}

/** Numbers below and above zero as a picture with hard pixel edges, at whatever size CSS gives it. */
export function SignedPicture({ width, height, valueAt, scale, label }: SignedPictureProps) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => paintSigned(context, width, height, valueAt, scale),
    [valueAt, scale, width, height],
  );
  return (
    <PaintedCanvas
      inMemory
      paint={paint}
      width={width}
      height={height}
      className={classes['picture']}
      style={{ aspectRatio: `${width} / ${height}` }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}

const LEGEND_WIDTH = 101;
const legendValue = (pixel: number): number => pixel / ((LEGEND_WIDTH - 1) / 2) - 1;

/** What the colours of the pictures beside it mean. */
export function SignedLegend({ least, greatest }: { readonly least: string; readonly greatest: string }) {
  return (
    <span className={classes['legend']}>
      {least}
      <span className={classes['ramp']}>
        <SignedPicture width={LEGEND_WIDTH} height={1} valueAt={legendValue} scale={1} />
      </span>
      {greatest}
    </span>
  );
}

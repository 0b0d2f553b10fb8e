/**
 * A drawing as the pen made it: points, not pixels. Points can be scaled without getting fat or blurred, which is what
 * reading digits of any size rests on (see normalise.ts).
 */

/** One place that the pen touched. Pad units: (0, 0) is the pad's top left corner, (1, 1) its bottom right. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** How hard the pen pressed, 0..1. Absent where the device cannot tell: a mouse, most fingers. */
  readonly pressure?: number;
}

/** What the pen drew between touching the pad and leaving it, oldest point first. One point is a dot. */
export type Stroke = readonly StrokePoint[];

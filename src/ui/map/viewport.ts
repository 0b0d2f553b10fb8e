/** From the plane of the map to pixels of its picture, the same scale along both axes. */
export interface Viewport {
  /** A point of the plane in CSS pixels; y grows upwards in the plane and downwards on the page. */
  readonly toPixels: (x: number, y: number) => readonly [number, number];
  readonly width: number;
  readonly height: number;
}

/** Room for the marks at the edge. */
const MARGIN_PX = 14;

/** Shows all points as large as they fit. coordinates: float32 [count, 2]. */
export function fitPoints(coordinates: Float32Array, width: number, height: number): Viewport {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    const [x, y] = [coordinates[i]!, coordinates[i + 1]!];
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const across = Math.max(right - left, 1e-9);
  const up = Math.max(top - bottom, 1e-9);
  const scale = Math.min((width - 2 * MARGIN_PX) / across, (height - 2 * MARGIN_PX) / up);
  return {
    width,
    height,
    toPixels: (x, y) => [
      width / 2 + (x - (left + right) / 2) * scale,
      height / 2 - (y - (bottom + top) / 2) * scale,
    ],
  };
}

/** A place in the picture for what may lie outside of it. */
export function keepInside([x, y]: readonly [number, number], { width, height }: Viewport): [number, number] {
  return [Math.max(6, Math.min(width - 6, x)), Math.max(6, Math.min(height - 6, y))];
}

/** The point nearest to a place in the picture, if one is within `reachPx`. */
export function pointAt(
  coordinates: Float32Array,
  viewport: Viewport,
  [x, y]: readonly [number, number],
  reachPx: number,
): number | undefined {
  let nearest: number | undefined;
  let best = reachPx ** 2;
  for (let point = 0; 2 * point < coordinates.length; point++) {
    const [px, py] = viewport.toPixels(coordinates[2 * point]!, coordinates[2 * point + 1]!);
    const square = (px - x) ** 2 + (py - y) ** 2;
    if (square > best) continue;
    best = square;
    nearest = point;
  }
  return nearest;
}

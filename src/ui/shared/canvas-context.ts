/** What every canvas of the page has to reckon with: there may be no drawing on it, and its picture may be lost. */

/** Stands where a picture would be. */
export const NO_CANVAS = 'This browser refuses to draw pictures here.';

/**
 * Calls back when `element`, or a canvas in it, has to be painted again. When the graphics process dies (a driver is reset,
 * say) the browser empties its canvases and hands them back blank, in their default state, a moment later. Returns what stops it.
 */
export function watchRestored(element: HTMLElement, onRestored: () => void): () => void {
  // The event does not bubble: on its way down it can be heard all the same.
  element.addEventListener('contextrestored', onRestored, true);
  return () => element.removeEventListener('contextrestored', onRestored, true);
}

/**
 * What draws on a canvas; inMemory: see PaintedCanvas. Undefined where the browser has no 2-D drawing, be it said by an answer
 * or, as some guards against being told apart do, by an error.
 */
export function drawingContext(
  canvas: HTMLCanvasElement,
  inMemory: boolean,
): CanvasRenderingContext2D | undefined {
  try {
    return canvas.getContext('2d', { willReadFrequently: inMemory }) ?? undefined;
  } catch {
    // Vega asks too, to measure its letters, and can do without an answer but not with an error.
    HTMLCanvasElement.prototype.getContext = () => null;
    return undefined;
  }
}

/**
 * A canvas off the page, of width x height pixels, in plain memory. It loses its picture like any other, so paint it anew for
 * every use. Undefined where the browser has no 2-D drawing.
 */
export function scratchContext(width: number, height: number): CanvasRenderingContext2D | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return drawingContext(canvas, true);
}

/**
 * Whether what is painted on a canvas can be read from it again. Browsers that guard against being told apart answer with
 * white or noise; nothing that the page shows or computes is read from a canvas, but a picture to take away would be.
 */
export function isCanvasHonest(): boolean {
  const context = scratchContext(PROBE_SIDE, PROBE_SIDE);
  if (!context) return false;
  const image = context.createImageData(PROBE_SIDE, PROBE_SIDE);
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : (37 * i) % 256;
  context.putImageData(image, 0, 0);
  const { data } = context.getImageData(0, 0, PROBE_SIDE, PROBE_SIDE);
  return data.every((value, i) => value === image.data[i]);
}

/** Noise changes some pixels only. */
const PROBE_SIDE = 16;

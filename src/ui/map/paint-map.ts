import { CLASS_COUNT } from '../../core/network';
import { type ColourToken, readColours } from '../shared/colour-scheme';
import type { Viewport } from './viewport';

const MARK_PX = 14;
/** A small picture has smaller marks, or they would hide each other. */
const SMALL_BELOW_PX = 500;
const CLASSES = Array.from({ length: CLASS_COUNT }, (_, digit) => digit);

/**
 * Every digit as a small numeral in the colour of its class, so that colour is not all there is to tell them by. A numeral
 * is drawn once and stamped a few hundred times: text is slow to draw.
 */
export function paintMap(
  canvas: HTMLCanvasElement,
  { width, height, toPixels }: Viewport,
  coordinates: Float32Array,
  labels: Uint8Array,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const density = devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const stamps = makeStamps(canvas, density, width < SMALL_BELOW_PX ? 8 : 11);
  const half = (MARK_PX * density) / 2;
  for (let point = 0; point < labels.length; point++) {
    const [x, y] = toPixels(coordinates[2 * point]!, coordinates[2 * point + 1]!);
    context.drawImage(
      stamps[labels[point]!]!,
      Math.round(x * density - half),
      Math.round(y * density - half),
    );
  }
}

function makeStamps(canvas: HTMLCanvasElement, density: number, fontPx: number): HTMLCanvasElement[] {
  const colours = readColours(
    canvas.parentElement!,
    CLASSES.map((digit): ColourToken => `--class-${digit}`),
  );
  const { fontFamily } = getComputedStyle(canvas);
  return CLASSES.map((digit) => {
    const stamp = document.createElement('canvas');
    stamp.width = Math.ceil(MARK_PX * density);
    stamp.height = stamp.width;
    const context = stamp.getContext('2d');
    if (!context) return stamp;
    context.font = `600 ${fontPx * density}px ${fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.globalAlpha = 0.85;
    context.fillStyle = colours[digit]!;
    context.fillText(String(digit), stamp.width / 2, stamp.height / 2);
    return stamp;
  });
}

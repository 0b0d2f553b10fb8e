import { labelsOf, MNIST } from '../../core/dataset';
import { scratchContext } from '../shared/canvas-context';
import { type ColourToken, readColours } from '../shared/colour-scheme';
import type { Viewport } from './viewport';

const MARK_PX = 14;
/** A small picture has smaller marks, or they would hide each other. */
const SMALL_BELOW_PX = 500;
const CLASSES = labelsOf(MNIST);

/**
 * Every digit as a small numeral in the colour of its class, so that colour is not all there is to tell them by. A numeral
 * is drawn once and stamped a few hundred times: text is slow to draw. density: pixels of the canvas per CSS pixel.
 */
export function paintMap(
  context: CanvasRenderingContext2D,
  density: number,
  { width, toPixels }: Viewport,
  coordinates: Float32Array,
  labels: Uint8Array,
): void {
  const { canvas } = context;
  // The ground is painted too: browsers that darken pages leave what is on canvases alone.
  context.fillStyle = readColours(['--card'])[0]!;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const stamps = makeStamps(canvas, density, width < SMALL_BELOW_PX ? 8 : 11);
  const half = (MARK_PX * density) / 2;
  for (let point = 0; point < labels.length; point++) {
    const [x, y] = toPixels(coordinates[2 * point]!, coordinates[2 * point + 1]!);
    const stamp = stamps[labels[point]!];
    if (stamp) context.drawImage(stamp, Math.round(x * density - half), Math.round(y * density - half));
  }
}

function makeStamps(
  canvas: HTMLCanvasElement,
  density: number,
  fontPx: number,
): (HTMLCanvasElement | undefined)[] {
  const colours = readColours(CLASSES.map((digit): ColourToken => `--class-${digit}`));
  const { fontFamily } = getComputedStyle(canvas);
  return CLASSES.map((digit) => {
    const side = Math.ceil(MARK_PX * density);
    const context = scratchContext(side, side);
    if (!context) return undefined;
    context.font = `600 ${fontPx * density}px ${fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.globalAlpha = 0.85;
    context.fillStyle = colours[digit]!;
    context.fillText(String(digit), side / 2, side / 2);
    return context.canvas;
  });
}

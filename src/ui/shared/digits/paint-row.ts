/**
 * Draws a row of digits on one canvas: hundreds of elements would make scrolling heavy. The pictures of a row are one image
 * that is scaled in one go; captions, which cost more than the pictures, are drawn once a row has come to rest.
 */
import { scratchContext } from '../canvas-context';
import { CAPTION_HEIGHT, type GridLook, PICTURE, SCALE } from './grid-look';

const SIDE = 28;

export interface RowDigit {
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  readonly caption: string;
  readonly isWrong: boolean;
}

let scratch: CanvasRenderingContext2D | undefined;

/** density: pixels of the canvas, per CSS px. */
export function paintRow(
  context: CanvasRenderingContext2D,
  density: number,
  digits: readonly RowDigit[],
  look: GridLook,
  withCaptions: boolean,
): void {
  const { colours, pitch } = look;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.imageSmoothingEnabled = false;
  const strip = inkStrip(digits, look);
  if (!strip) return;
  const scale = SCALE * density;
  context.drawImage(strip, 0, 0, strip.width * scale, strip.height * scale);
  if (!withCaptions) return;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${11 * density}px ${look.fontFamily}`;
  for (const [i, { caption, isWrong }] of digits.entries()) {
    context.fillStyle = isWrong ? colours.wrong : colours.text;
    context.fillText(caption, (i * pitch + PICTURE / 2) * density, (PICTURE + CAPTION_HEIGHT / 2) * density);
  }
}

/** The pictures side by side at the size of their pixels, ink on paper, with nothing between them. */
function inkStrip(digits: readonly RowDigit[], { pitch, shades }: GridLook): HTMLCanvasElement | undefined {
  const step = pitch / SCALE;
  const width = (digits.length - 1) * step + SIDE;
  // It may still be lost when the canvas of the row is back.
  if (!scratch || scratch.isContextLost?.()) scratch = scratchContext(width, SIDE);
  if (!scratch) return undefined;
  const { canvas } = scratch;
  // Setting a size makes a canvas anew, even the same one.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== SIDE) canvas.height = SIDE;
  const image = new ImageData(width, SIDE);
  const colours = new Uint32Array(image.data.buffer);
  for (const [i, { pixels }] of digits.entries()) {
    for (let y = 0; y < SIDE; y++) {
      const to = y * width + i * step;
      for (let x = 0; x < SIDE; x++) colours[to + x] = shades[pixels[y * SIDE + x]!]!;
    }
  }
  scratch.putImageData(image, 0, 0);
  return canvas;
}

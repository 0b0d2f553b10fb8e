/**
 * Draws a row of digits on one canvas: hundreds of elements would make scrolling heavy. The pictures of a row are one image
 * that is scaled in one go; captions, which cost more than the pictures, are drawn once a row has come to rest.
 */
import { CAPTION_HEIGHT, type GridLook, PICTURE, SCALE } from './grid-look';

const SIDE = 28;

export interface RowDigit {
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  readonly caption: string;
  readonly isWrong: boolean;
}

let scratch: CanvasRenderingContext2D | undefined;

export function paintRow(
  canvas: HTMLCanvasElement,
  digits: readonly RowDigit[],
  look: GridLook,
  withCaptions: boolean,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { colours, pitch, density } = look;
  const width = Math.round(((digits.length - 1) * pitch + PICTURE) * density);
  const height = Math.round((PICTURE + CAPTION_HEIGHT) * density);
  // Setting a size makes a canvas anew, even the same one.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  const strip = inkStrip(digits, look);
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
function inkStrip(digits: readonly RowDigit[], { pitch, shades }: GridLook): HTMLCanvasElement {
  const step = pitch / SCALE;
  const width = (digits.length - 1) * step + SIDE;
  scratch ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const { canvas } = scratch;
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

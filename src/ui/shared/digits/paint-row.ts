/** Draws a row of digits with their captions on one canvas: hundreds of elements would make scrolling heavy. */

/** Side of a picture in CSS px: twice the 28 pixels, so that every pixel is a square. */
export const PICTURE = 56;
export const CAPTION_HEIGHT = 18;
const SIDE = 28;

interface RowColours {
  readonly ink: string;
  readonly paper: string;
  readonly text: string;
  readonly wrong: string;
}

export interface RowDigit {
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  readonly caption: string;
  readonly isWrong: boolean;
}

export interface RowLook {
  readonly colours: RowColours;
  readonly fontFamily: string;
  /** Distance in CSS px from one picture's left edge to the next. */
  readonly pitch: number;
  /** Device pixels per CSS px. */
  readonly density: number;
}

let scratch: CanvasRenderingContext2D | undefined;

/** A strip as wide as so many digits, to tint them on before they are scaled. */
function strip(count: number): CanvasRenderingContext2D {
  scratch ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  // Setting the size also clears.
  scratch.canvas.width = count * SIDE;
  scratch.canvas.height = SIDE;
  return scratch;
}

export function paintRow(canvas: HTMLCanvasElement, digits: readonly RowDigit[], look: RowLook): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { colours, pitch, density } = look;
  canvas.width = Math.round(digits.length * pitch * density);
  canvas.height = Math.round((PICTURE + CAPTION_HEIGHT) * density);
  const tinted = inkStrip(digits, colours.ink);
  const side = PICTURE * density;
  context.imageSmoothingEnabled = false;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${11 * density}px ${look.fontFamily}`;
  for (const [i, { caption, isWrong }] of digits.entries()) {
    const left = Math.round(i * pitch * density);
    context.fillStyle = colours.paper;
    context.fillRect(left, 0, side, side);
    context.drawImage(tinted, i * SIDE, 0, SIDE, SIDE, left, 0, side, side);
    context.fillStyle = isWrong ? colours.wrong : colours.text;
    context.fillText(caption, left + side / 2, (PICTURE + CAPTION_HEIGHT / 2) * density);
  }
}

/** The digits side by side in the colour of ink, transparent where there is none. */
function inkStrip(digits: readonly RowDigit[], ink: string): HTMLCanvasElement {
  const context = strip(digits.length);
  const { width } = context.canvas;
  const image = context.createImageData(width, SIDE);
  for (const [i, { pixels }] of digits.entries()) {
    for (let y = 0; y < SIDE; y++) {
      const row = y * width + i * SIDE;
      for (let x = 0; x < SIDE; x++) image.data[(row + x) * 4 + 3] = pixels[y * SIDE + x]!;
    }
  }
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = ink;
  context.fillRect(0, 0, width, SIDE);
  return context.canvas;
}

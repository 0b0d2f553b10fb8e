/** Colours and measures of a grid of digits. */
import { readColours } from '../colour-scheme';

/** CSS px per pixel of a digit: whole, so that every pixel is a square. */
export const SCALE = 2;
/** Side of a picture in CSS px. */
export const PICTURE = 28 * SCALE;
export const CAPTION_HEIGHT = 18;
/** Least space between two pictures, in CSS px. */
const GAP = 6;

export interface GridLook {
  /** Of captions. */
  readonly colours: { readonly text: string; readonly wrong: string };
  /** uint32 [256]: the colour of each amount of ink, as the bytes that ImageData wants. */
  readonly shades: Uint32Array;
  readonly fontFamily: string;
  /** Distance in CSS px from one picture's left edge to the next: a multiple of SCALE. */
  readonly pitch: number;
  /** Device pixels per CSS px. */
  readonly density: number;
}

/** How many pictures stand side by side in so many px. */
export const columnsIn = (width: number): number => Math.max(1, Math.floor((width + GAP) / (PICTURE + GAP)));

let known: { readonly appearance: string; readonly look: Omit<GridLook, 'pitch'> } | undefined;

/** The look of a grid so wide. appearance: see useAppearance; what was read for it is remembered. */
export function gridLook(appearance: string, width: number): GridLook {
  if (known?.appearance !== appearance) {
    const [ink, paper, text, wrong] = readColours(document.body, [
      '--stroke',
      '--paper',
      '--ink-soft',
      '--bad',
    ]);
    const { fontFamily } = getComputedStyle(document.body);
    const colours = { text: text!, wrong: wrong! };
    known = {
      appearance,
      look: { colours, shades: shadesOf(ink!, paper!), fontFamily, density: devicePixelRatio },
    };
  }
  const columns = columnsIn(width);
  // What is left over becomes space between the pictures.
  const spread = columns === 1 ? PICTURE + GAP : (width - PICTURE) / (columns - 1);
  return { ...known.look, pitch: SCALE * Math.floor(spread / SCALE) };
}

/** From paper to ink, both CSS colours, which a canvas understands in whatever notation. */
function shadesOf(ink: string, paper: string): Uint32Array {
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return new Uint32Array(256);
  context.fillStyle = paper;
  context.fillRect(0, 0, 256, 1);
  context.fillStyle = ink;
  for (let amount = 1; amount < 256; amount++) {
    context.globalAlpha = amount / 255;
    context.fillRect(amount, 0, 1, 1);
  }
  return new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
}

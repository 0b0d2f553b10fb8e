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
      look: { colours, shades: shadesOf(ink!, paper!), fontFamily },
    };
  }
  const columns = columnsIn(width);
  // What is left over becomes space between the pictures.
  const spread = columns === 1 ? PICTURE + GAP : (width - PICTURE) / (columns - 1);
  return { ...known.look, pitch: SCALE * Math.floor(spread / SCALE) };
}

/**
 * The colour of each amount of ink, from paper at 0 to ink at 255, as the bytes that ImageData wants. Both colours as
 * browsers compute them: `rgb(28, 35, 51)`. Reckoned, not painted and read back: browsers that guard against being told
 * apart by their canvases answer with noise.
 */
export function shadesOf(ink: string, paper: string): Uint32Array {
  const [from, to] = [channelsOf(paper), channelsOf(ink)];
  const bytes = Uint8ClampedArray.from({ length: 4 * 256 }, (_, i) => {
    const channel = i % 4;
    if (channel === 3) return 255;
    const amount = Math.floor(i / 4) / 255;
    return from[channel]! + (to[channel]! - from[channel]!) * amount;
  });
  return new Uint32Array(bytes.buffer);
}

/** Red, green and blue, 0 to 255. */
const channelsOf = (colour: string): number[] =>
  [0, 1, 2].map((channel) => Number(colour.match(/[\d.]+/g)?.[channel] ?? 0));

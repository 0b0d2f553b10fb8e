/** The colours of digits on a canvas: paper and ink together, so that nothing behind the canvas decides how it reads. */
import { readColours } from './colour-scheme';

let known: { readonly appearance: string; readonly shades: Uint32Array } | undefined;

/** The page's colours, as browsers compute them: `rgb(28, 35, 51)`. */
export function inkAndPaper(): { ink: string; paper: string } {
  const [ink, paper] = readColours(['--stroke', '--paper']);
  return { ink: ink!, paper: paper! };
}

/** uint32 [256], see shadesOf(), in the page's colours. appearance: see useAppearance; what was read for it is remembered. */
export function inkShades(appearance: string): Uint32Array {
  if (known?.appearance !== appearance) {
    const { ink, paper } = inkAndPaper();
    known = { appearance, shades: shadesOf(ink, paper) };
  }
  return known.shades;
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

/**
 * Turns a drawing of any size, anywhere on the pad, into the 28 x 28 picture that MNIST would have made of it. A network
 * reads only what looks like its training digits: without this, two to three drawn digits in four are misread.
 *
 * MNIST's recipe, as its makers describe it ("size normalized to fit in a 20x20 pixel box while preserving their aspect
 * ratio ... centered in a 28x28 image by computing the center of mass", LeCun, Cortes and Burges, The MNIST database)
 * and as Yadav and Bottou reconstructed it (Cold Case: The Lost MNIST Digits, NeurIPS 2019):
 * 1. the box around the ink, the pen's width included, is scaled so that its longer side is exactly 20 pixels;
 * 2. each pixel is the mean of the ink in its area;
 * 3. the picture moves by whole pixels until its centre of mass lies in (13.5, 14.5], counting pixels from 0.
 *
 * The difference: MNIST scaled scanned pictures, this scales the pen's path and inks it afterwards. A small drawing thus
 * gets the same line as a large one. The line is MNIST's median, 2.5 pixels. Pressure is left out on purpose: it is for
 * the eye, and MNIST's writers had a pencil whose line hardly varies. And drawings far narrower or wider than MNIST's digits are
 * made as wide as those first (usual-width.ts).
 */
import { PIXEL_COUNT } from './network';
import { clearRaster, coverage, createRaster, drawLine } from './rasterise';
import type { Stroke } from './strokes';
import { widthFactor } from './usual-width';

const PICTURE_SIDE = 28;
const BOX_SIDE = 20;
/**
 * The line's width in pixels: the median of MNIST's digits. Plain and augmented networks read 1,500 drawn digits best
 * between 2.25 and 2.75 (92% and 93%), and each half pixel further out costs about one in a hundred.
 */
const PEN_WIDTH = 2.5;
const RADIUS = PEN_WIDTH / 2;
/** Drawings smaller than this, in pad units, are not magnified to the full box: a tap that trembled stays a dot. */
const SMALLEST_EXTENT = 0.02;
/**
 * Places are rounded to this part of a pixel. The rounding errors of scaling would otherwise differ between a drawing
 * and its moved copy, and tip a perfectly symmetrical one (centre of mass on the border of step 3) to either side.
 */
const PLACES_PER_PIXEL = 256;
/** Where rounding turns up. Not the usual 0.5, on which pens that report whole pixels land all the time. */
const ROUND_UP_AT = 0.3819660113;
/**
 * Points nearer than this to the last one drawn, in pixels, are passed over, so that a fast pen's thousands of points cost
 * no more than the length of their line. Of the curves in a digit this cuts off less than a hundredth of a pixel.
 */
const POINT_SPACING = 0.25;
/** The centre of mass may be at most this, in pixels counted from 0, and must be more than one less. */
const CENTRE_LIMIT = 14.5;

// Scratch of the call in progress: normalisation runs for every pen move, and would leave 26 kB of garbage each time.
const raster = createRaster(BOX_SIDE);
const strokeBox = new Uint8Array(BOX_SIDE * BOX_SIDE);

/**
 * The picture of a drawing as the network gets it: uint8 [784], row-major, 255 = ink, owned by the caller. Undefined when
 * nothing is drawn. The same for any size and place of the drawing, and for any number of points along its lines. stretch: by how
 * much it is made wider first; as usual-width.ts says when left out.
 */
export function normaliseStrokes(
  strokes: readonly Stroke[],
  stretch = widthFactor(strokes),
): Uint8Array | undefined {
  return inkBox(strokes, stretch) ? centreInPicture(strokeBox) : undefined;
}

/** Steps 1 and 2, into `strokeBox`: the pen's path scaled to the box, centred along the shorter side, and inked. */
function inkBox(strokes: readonly Stroke[], stretch: number): boolean {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const stroke of strokes) {
    for (const { x, y } of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (left > right) return false;
  const extent = Math.max((right - left) * stretch, bottom - top, SMALLEST_EXTENT);
  const scale = (BOX_SIDE - PEN_WIDTH) / extent;
  const place = (offset: number) => {
    const steps = Math.floor(Math.abs(offset) * scale * PLACES_PER_PIXEL + 1 - ROUND_UP_AT);
    return BOX_SIDE / 2 + (Math.sign(offset) * steps) / PLACES_PER_PIXEL;
  };
  const middleX = (left + right) / 2;
  const middleY = (top + bottom) / 2;
  clearRaster(raster);
  for (const stroke of strokes) {
    let fromX = Number.NaN;
    let fromY = Number.NaN;
    for (const [index, point] of stroke.entries()) {
      const x = place((point.x - middleX) * stretch);
      const y = place(point.y - middleY);
      // The first point is a line to itself, which makes a dot of a stroke that has no other.
      if (index === 0) drawLine(raster, x, y, x, y, RADIUS);
      else if (index < stroke.length - 1 && Math.hypot(x - fromX, y - fromY) < POINT_SPACING) continue;
      else drawLine(raster, fromX, fromY, x, y, RADIUS);
      fromX = x;
      fromY = y;
    }
  }
  coverage(raster, RADIUS, strokeBox);
  return true;
}

/** Step 3 alone: ink of the 20 x 20 box, uint8 [400], not all 0, in a fresh picture, uint8 [784]. */
export function centreInPicture(box: Uint8Array): Uint8Array {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  const inkedX = { first: BOX_SIDE, last: 0 };
  const inkedY = { first: BOX_SIDE, last: 0 };
  for (let y = 0; y < BOX_SIDE; y++) {
    for (let x = 0; x < BOX_SIDE; x++) {
      const ink = box[y * BOX_SIDE + x]!;
      if (ink === 0) continue;
      mass += ink;
      massX += ink * x;
      massY += ink * y;
      inkedX.first = Math.min(inkedX.first, x);
      inkedX.last = Math.max(inkedX.last, x);
      inkedY.first = Math.min(inkedY.first, y);
      inkedY.last = Math.max(inkedY.last, y);
    }
  }
  const shiftX = wholeShift(massX / mass, inkedX);
  const shiftY = wholeShift(massY / mass, inkedY);
  const picture = new Uint8Array(PIXEL_COUNT);
  for (let y = inkedY.first; y <= inkedY.last; y++) {
    for (let x = inkedX.first; x <= inkedX.last; x++) {
      picture[(y + shiftY) * PICTURE_SIDE + x + shiftX] = box[y * BOX_SIDE + x]!;
    }
  }
  return picture;
}

/** How far to move the box so that `centre` comes into range, without losing ink over the picture's edge. */
function wholeShift(centre: number, inked: { readonly first: number; readonly last: number }): number {
  const wanted = Math.floor(CENTRE_LIMIT - centre);
  return Math.max(-inked.first, Math.min(PICTURE_SIDE - 1 - inked.last, wanted));
}

/**
 * Pictures of paper made in code: digits in rows on plain, ruled or squared paper, lit unevenly, held crookedly, in any ink, with
 * a camera's noise. What is written on them is known, so the reading of paper can be measured on them.
 */
import { coverage, createRaster, drawLine } from '../../rasterise';
import { randomKey, randomUniform } from '../../random';
import type { Stroke } from '../../strokes';
import type { RgbaPicture } from '../picture';

export type Colour = readonly [red: number, green: number, blue: number];

/** Something written, as ink in a square: uint8 [side * side], 255 = full. */
export interface Glyph {
  readonly side: number;
  readonly ink: Uint8Array;
}

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly (readonly Glyph[])[];
  /** Side of a glyph's square in pixels, and how far apart squares and rows are, as shares of it. */
  readonly size: number;
  readonly pitch: number;
  readonly rowPitch: number;
  readonly ink: Colour;
  readonly paper: Colour;
  readonly ruled?: {
    readonly spacing: number;
    readonly thickness: number;
    readonly colour: Colour;
    readonly squared: boolean;
  };
  readonly tiltRadians: number;
  /** How much darker the page's lower right corner is than its upper left one, 0..1. */
  readonly shade: number;
  /** How much darker a shadow with an edge is, 0..1, that lies over the left part of the picture. */
  readonly shadow: number;
  /** Standard deviation of the noise, of 255. */
  readonly noise: number;
  /** Whether the page lies on a dark table that is seen around it. */
  readonly table: boolean;
  readonly seed: number;
}

export const PLAIN_PAGE: PageOptions = {
  width: 480,
  height: 320,
  rows: [],
  size: 60,
  pitch: 1,
  rowPitch: 1.5,
  ink: [40, 40, 45],
  paper: [235, 232, 225],
  tiltRadians: 0,
  shade: 0,
  shadow: 0,
  noise: 2,
  table: false,
  seed: 1,
};

const GLYPH_SIDE = 96;

/** Strokes as a pen of this width draws them; size and width as shares of the square, in whose middle they are. */
export function glyphOf(strokes: readonly Stroke[], penWidth: number, size = 0.7): Glyph {
  const points = strokes.flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (size * GLYPH_SIDE) / Math.max(right - left, bottom - top, 1e-6);
  const raster = createRaster(GLYPH_SIDE);
  const radius = (penWidth * GLYPH_SIDE) / 2;
  const at = ({ x, y }: { readonly x: number; readonly y: number }) =>
    [
      GLYPH_SIDE / 2 + (x - (left + right) / 2) * scale,
      GLYPH_SIDE / 2 + (y - (top + bottom) / 2) * scale,
    ] as const;
  for (const stroke of strokes) {
    stroke.forEach((point, i) => drawLine(raster, ...at(stroke[i - 1] ?? point), ...at(point), radius));
  }
  const ink = new Uint8Array(GLYPH_SIDE * GLYPH_SIDE);
  coverage(raster, radius, ink);
  return { side: GLYPH_SIDE, ink };
}

function inkAt({ side, ink }: Glyph, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const get = (column: number, row: number) =>
    column < 0 || row < 0 || column >= side || row >= side ? 0 : ink[row * side + column]!;
  const [along, down] = [x - left, y - top];
  return (
    (get(left, top) * (1 - along) + get(left + 1, top) * along) * (1 - down) +
    (get(left, top + 1) * (1 - along) + get(left + 1, top + 1) * along) * down
  );
}

/** What is written, flat and upright: float32 [height * width], 0..1. */
function written({ width, height, rows, size, pitch, rowPitch, seed }: PageOptions): Float32Array {
  const page = new Float32Array(width * height);
  const key = randomKey(seed, 77);
  let draws = 0;
  const jitter = (share: number) => (randomUniform(key, draws++) - 0.5) * 2 * share * size;
  const firstY = (height - (rows.length - 1) * rowPitch * size) / 2 - size / 2;
  rows.forEach((row, rowIndex) => {
    const firstX = (width - (row.length - 1) * pitch * size) / 2 - size / 2;
    row.forEach((glyph, index) => {
      const left = firstX + index * pitch * size + jitter(0.03);
      const top = firstY + rowIndex * rowPitch * size + jitter(0.05);
      const scale = glyph.side / size;
      const places = Math.max(1, Math.min(4, Math.round(scale)));
      for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, top + size); y++) {
        for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, left + size); x++) {
          let sum = 0;
          for (let part = 0; part < places * places; part++) {
            const [px, py] = [((part % places) + 0.5) / places, (Math.floor(part / places) + 0.5) / places];
            sum += inkAt(glyph, (x + px - left) * scale - 0.5, (y + py - top) * scale - 0.5);
          }
          const at = y * width + x;
          page[at] = Math.max(page[at]!, sum / (255 * places * places));
        }
      }
    });
  });
  return page;
}

/** How much of a ruled line covers a place that is so far along the ruling, 0..1. */
const ruledAt = (place: number, spacing: number, thickness: number): number => {
  const away = Math.abs(place - Math.round(place / spacing) * spacing);
  return Math.max(0, Math.min(1, thickness / 2 - away + 0.5));
};

const TABLE: Colour = [92, 66, 48];
const TABLE_SHARE = 0.07;

/** The same options make the same picture. */
export function makePage(options: PageOptions): RgbaPicture {
  const { width, height, ink, paper, ruled, seed } = options;
  const page = written(options);
  const data = new Uint8ClampedArray(width * height * 4);
  const [cos, sin] = [Math.cos(options.tiltRadians), Math.sin(options.tiltRadians)];
  const key = randomKey(seed, 78);
  const margin = options.table ? TABLE_SHARE * Math.min(width, height) : -1e9;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - height / 2];
      const px = width / 2 + dx * cos + dy * sin;
      const py = height / 2 + dy * cos - dx * sin;
      const isTable = px < margin || py < margin || px > width - margin || py > height - margin;
      const [ox, oy] = [Math.floor(px - 0.5), Math.floor(py - 0.5)];
      const [fx, fy] = [px - 0.5 - ox, py - 0.5 - oy];
      const at = (column: number, row: number) =>
        column < 0 || row < 0 || column >= width || row >= height ? 0 : page[row * width + column]!;
      const dark =
        (at(ox, oy) * (1 - fx) + at(ox + 1, oy) * fx) * (1 - fy) +
        (at(ox, oy + 1) * (1 - fx) + at(ox + 1, oy + 1) * fx) * fy;
      const line = ruled
        ? Math.max(
            ruledAt(py, ruled.spacing, ruled.thickness),
            ruled.squared ? ruledAt(px, ruled.spacing, ruled.thickness) : 0,
          )
        : 0;
      const light =
        (1 - options.shade * ((x / width + y / height) / 2)) *
        (1 - options.shadow / (1 + Math.exp((x + 0.3 * y - 0.45 * width) / (0.01 * width))));
      const index = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const bare = isTable
          ? TABLE[channel]!
          : paper[channel]! + ((ruled?.colour[channel] ?? 0) - paper[channel]!) * line;
        const value = isTable ? bare : bare + (ink[channel]! - bare) * dark;
        // Of three uniform numbers: near enough to a normal one.
        let noise = -1.5;
        for (let i = 0; i < 3; i++) noise += randomUniform(key, index * 4 + channel * 3 + i);
        data[index + channel] = value * light + noise * 2 * options.noise;
      }
      data[index + 3] = 255;
    }
  }
  return { width, height, data };
}

import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { ReadPicture } from './read-picture';

const SIDE = 28;
const SCALE = 2;
const CELL = (SIDE + 2) * SCALE;
const COLUMNS = 24;

/** Writes the pictures of all digits that were misread, as the network got them, side by side into a PNG. */
export function writeSheet(path: string, results: readonly ReadPicture[]): void {
  const pictures = results.flatMap(({ misread }) => misread.map((digit) => digit.pictures[0]!));
  const sheet = new PNG({
    width: COLUMNS * CELL,
    height: Math.max(1, Math.ceil(pictures.length / COLUMNS)) * CELL,
  });
  sheet.data.fill(96);
  pictures.forEach((picture, place) => {
    const [left, top] = [(place % COLUMNS) * CELL, Math.floor(place / COLUMNS) * CELL];
    for (let y = 0; y < SIDE * SCALE; y++) {
      for (let x = 0; x < SIDE * SCALE; x++) {
        const at = ((top + y) * sheet.width + left + x) * 4;
        sheet.data.fill(picture[Math.floor(y / SCALE) * SIDE + Math.floor(x / SCALE)]!, at, at + 3);
        sheet.data[at + 3] = 255;
      }
    }
  });
  writeFileSync(path, PNG.sync.write(sheet));
}

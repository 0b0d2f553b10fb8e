import { readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { RgbaPicture } from '../../src/core/paper/picture';

/** A PNG or JPEG file as a canvas would give it. Throws for any other. */
export function decodePicture(path: string): RgbaPicture {
  const bytes = readFileSync(path);
  if (bytes[0] === 0x89) return PNG.sync.read(bytes);
  return jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 });
}

/** Textures that are written together, and the framebuffer through which they are. */
import type { Device } from './device';
import { blocksOf4, ROWS_PER_BLOCK } from './layout';
import type { DeviceTexture, Target } from './program';

export interface Surface {
  readonly textures: readonly DeviceTexture[];
  readonly target: Target;
}

/** What a step reads from one side of, it writes to the other: a program cannot do both to one texture. */
export type Sides = readonly [Surface, Surface];

/** textures: all of the same width and height. */
export const surface = (device: Device, ...textures: DeviceTexture[]): Surface => ({
  textures,
  target: device.target(textures),
});

/** Tall blocks (see layout.ts) of `columns` columns and `rowBlocks` times 8 rows, all zero. */
export const tallSurface = (device: Device, columns: number, rowBlocks: number): Surface =>
  surface(device, device.floatTexture(blocksOf4(columns), rowBlocks, ROWS_PER_BLOCK));

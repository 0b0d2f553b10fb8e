import type { ThreadScratch } from './memory-layout';
import { BACKUPS, PIECE_PANELS, PANEL_WIDTH, ROW_BYTES } from './memory-layout';
import type { Piece } from './passes';

const MOST_BYTES = PIECE_PANELS * PANEL_WIDTH * ROW_BYTES + ROW_BYTES;

/**
 * A piece of the parameters and its slots, copied to a helper's backup or back from it: an optimiser changes them in place, which
 * cannot be done over again from halfway. `index`: of the piece in its share. Two backups take turns, so that one is whole
 * until the board says that the next is.
 */
export function copyPiece(
  bytes: Uint8Array,
  { layer, panel, at, bytes: length }: Piece,
  index: number,
  { backup }: Pick<ThreadScratch, 'backup'>,
  direction: 'save' | 'restore',
): void {
  const { weights, slots, kernelStride } = layer;
  const sets = [weights, ...slots];
  let to = backup + (index % BACKUPS) * sets.length * MOST_BYTES;
  const copy = (address: number, size: number): void => {
    if (direction === 'save') bytes.copyWithin(to, address, address + size);
    else bytes.copyWithin(address, to, to + size);
    to += size;
  };
  for (const { kernel, bias } of sets) {
    copy(kernel + panel * kernelStride + at, length);
    if (at === 0) copy(bias + panel * ROW_BYTES, ROW_BYTES);
  }
}

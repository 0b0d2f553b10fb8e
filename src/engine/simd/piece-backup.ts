import type { Kernels } from './kernels';
import { BACKUPS, PANEL_WIDTH, PIECE_PANELS, ROW_BYTES } from './memory-layout';
import type { Piece } from './passes';

const MOST_BYTES = PIECE_PANELS * PANEL_WIDTH * ROW_BYTES + ROW_BYTES;

/**
 * A piece of the parameters and its slots, copied to a helper's `backup` or back from it: an optimiser changes them in place, which
 * cannot be done over again from halfway. index: of the piece in its share. Two copies take turns, so that one is whole until
 * the board says that the next is.
 */
export function copyPiece(
  kernels: Kernels,
  { layer, panel, at, bytes }: Piece,
  index: number,
  backup: number,
  direction: 'save' | 'restore',
): void {
  const { weights, slots, kernelStride } = layer;
  let to = backup + (index % BACKUPS) * (1 + slots.length) * MOST_BYTES;
  const copy = (address: number, length: number): void => {
    if (direction === 'save') kernels.copyNumbers(address, to, length);
    else kernels.copyNumbers(to, address, length);
    to += length;
  };
  for (let set = 0; set <= slots.length; set++) {
    const { kernel, bias } = set === 0 ? weights : slots[set - 1]!;
    copy(kernel + panel * kernelStride + at, bytes);
    if (at === 0) copy(bias + panel * ROW_BYTES, ROW_BYTES);
  }
}

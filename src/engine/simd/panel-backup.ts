import type { LayerLayout } from './memory-layout';
import { ROW_BYTES } from './memory-layout';

/**
 * A panel's parameters and their slots, copied to `backup` or back from it: an optimiser changes them in place, which cannot be
 * done over again from halfway.
 */
export function copyPanel(
  bytes: Uint8Array,
  layer: LayerLayout,
  panel: number,
  backup: number,
  direction: 'save' | 'restore',
): void {
  const { weights, slots, kernelStride } = layer;
  let at = backup;
  const copy = (address: number, length: number): void => {
    if (direction === 'save') bytes.copyWithin(at, address, address + length);
    else bytes.copyWithin(address, at, at + length);
    at += length;
  };
  for (let set = 0; set <= slots.length; set++) {
    const { kernel, bias } = set === 0 ? weights : slots[set - 1]!;
    copy(kernel + panel * kernelStride, kernelStride);
    copy(bias + panel * ROW_BYTES, ROW_BYTES);
  }
}

/**
 * Who lies where in the linear memory that the kernels share. All of it is fixed at init.
 *
 * Every matrix [rows, columns] is cut into panels of eight columns, stored one after the other, each row by row:
 * panel p holds rows x 8 numbers, number [row, 8 p + c] at panel p, row `row`, place c. Columns are rounded up to whole
 * panels with zeros. One layout serves as every operand of every product (see simd-engine.ts), so nothing is repacked.
 */
import type { EngineConfig } from '../engine';
import { OPTIMIZER_SLOTS, PIXEL_COUNT } from '../../core/network';
import { BASIS } from '../../core/spline-basis';
import { VARIANT_SIZE } from '../../core/variant';

/** Columns per panel: two vectors of four. */
export const PANEL_WIDTH = 8;
/** Panels that multiplyLists computes together. */
const GROUP_PANELS = 3;
/** Rows per dense micro-kernel tile: batches are computed in whole tiles. */
const TILE_ROWS = 4;
/** Bytes of an entry of a list: a number and an offset. */
const ENTRY_BYTES = 8;
/** Digits that are varied, packed and judged at a time: whole tiles, and lines of the cache. */
export const DIGITS_PER_SHARE = 16;
/**
 * Panels of a kernel's inputs whose weights are updated at a time: 112 rows, so that the gradient is still in the first-level
 * cache when the optimiser consumes it, and what a helper saves of them when it is changed.
 */
export const PIECE_PANELS = 14;
/** Bytes in a panel's row. */
export const ROW_BYTES = PANEL_WIDTH * 4;
/** A digit with a border of two blank pixels. */
const PADDED_BYTES = 32 * 32;
/** predict() works through its digits in chunks of at least this many. */
const MIN_CAPACITY = 128;
/** A hidden layer gains by lists of what its input's ReLUs let through if both have so many panels. */
const LISTED_PANELS = 8;
/** Address 0 stays unused, as C has taught us. */
const FIRST_ADDRESS = 64;
const PAGE_BYTES = 65536;
/** Backups that a helper has, by turns. */
export const BACKUPS = 2;
/** What the board has for all threads together, and for each: cache lines of its own, for others' writes to them are dear. */
export const BOARD_BYTES = 256;
export const BOARD_BYTES_PER_THREAD = 128;

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** A kernel and bias, or one optimiser slot of them. Byte addresses. */
export interface ParameterLayout {
  /** Panels of [paddedInputs, 8]. */
  readonly kernel: number;
  /** [panels * 8]. */
  readonly bias: number;
}

/** Packed lists, see assembly/lists.ts. */
export interface ListLayout {
  readonly lists: number;
  readonly ends: number;
  /** From list to list. */
  readonly listBytes: number;
}

/** Neighbouring panels that are computed together. */
export interface PanelGroup {
  /** The first. */
  readonly panel: number;
  /** 1 to 3. */
  readonly panels: number;
}

export interface LayerLayout {
  readonly inputs: number;
  readonly units: number;
  /** Panels of units, and of inputs. */
  readonly panels: number;
  readonly inputPanels: number;
  readonly groups: readonly PanelGroup[];
  /** Lists of what is not 0 in each column of its input; undefined where it is too small to gain by it. */
  readonly inputColumns: ListLayout | undefined;
  /** Bytes of one panel of the kernel. */
  readonly kernelStride: number;
  readonly weights: ParameterLayout;
  /** In the order of OPTIMIZER_SLOTS. */
  readonly slots: readonly ParameterLayout[];
  /** The kernel transposed, panels of [panels * 8, 8], for the gradient of the layer's input. The first layer has none. */
  readonly transposed: number;
  readonly transposedStride: number;
  /** Panels of [capacity, 8]: what the layer puts out (logits for the last). */
  readonly output: number;
  /** The loss's gradient with respect to the layer's pre-activations, likewise. */
  readonly gradient: number;
  /** The factor of a gradient that passes back through activation and dropout, likewise. The last layer has none. */
  readonly slope: number;
}

/** What no two threads may have in common. */
export interface ThreadScratch {
  /** The gradient of a piece of each panel of a group, and of the group's biases. */
  readonly kernelGradient: number;
  readonly biasGradient: number;
  /** A digit with its border, for augmentDigits. */
  readonly padded: number;
  /** What parameters and their slots were before an update that has not ended, see backup.ts. The first thread has none. */
  readonly backup: number;
}

export interface MemoryLayout extends ThreadScratch {
  /** Rows that every activation has room for: the greatest batch, in whole tiles. */
  readonly capacity: number;
  /** Bytes of one panel of activations: a few rows more than capacity, lest panels a power of two apart share cache sets. */
  readonly activationStride: number;
  /** The batch as it arrived: uint8 [capacity, 784] and [capacity]. */
  readonly pixels: number;
  readonly labels: number;
  /** The batch's variants, int16 [capacity, VARIANT_SIZE]; what augmentDigits needs besides: the basis. */
  readonly variants: number;
  readonly basis: number;
  /** Lists of what is not 0 in each digit's pixels, or in its row of what some layer puts out or is to blame for. */
  readonly rowLists: ListLayout;
  /** How to pack them: a vector for each of 16 masks. */
  readonly packing: number;
  readonly layers: readonly LayerLayout[];
  /** What the optimiser needs to know, see assembly/optimizers.ts: eight float32 for kernels, eight for biases. */
  readonly kernelCoefficients: number;
  readonly biasCoefficients: number;
  /** float32 [capacity, 10]. */
  readonly probabilities: number;
  /** float64: sum of losses, number of correct digits. */
  readonly metrics: number;
  /** Sums of losses and numbers of correct digits for each share of a batch: float64 pairs. */
  readonly shareMetrics: number;
  /** 96 bytes of zeros. */
  readonly zeros: number;
  /** Where threads come to terms, see thread-board.ts; with room to mark so many shares of a phase as done. */
  readonly board: number;
  readonly mostShares: number;
  /** What threads beside the first have instead of its scratch. */
  readonly helpers: readonly ThreadScratch[];
  readonly pages: number;
}

/** The memory as a helping thread sees it, counted from 0. */
export const helperLayout = (layout: MemoryLayout, helper: number): MemoryLayout => ({
  ...layout,
  ...layout.helpers[helper]!,
});

/** The lists from list `first` on. */
export const listsFrom = ({ lists, ends, listBytes }: ListLayout, first: number): ListLayout => ({
  lists: lists + first * listBytes,
  ends: ends + first * 4,
  listBytes,
});

/** As many as possible at a time; none alone if that can be helped, for a panel alone takes as long as two. */
export function groupsOf(panels: number): PanelGroup[] {
  const count = Math.ceil(panels / GROUP_PANELS);
  const groups: PanelGroup[] = [];
  for (let panel = 0; panel < panels;) {
    const size = Math.ceil((panels - panel) / (count - groups.length));
    groups.push({ panel, panels: size });
    panel += size;
  }
  return groups;
}

/** helpers: how many threads there may be beside the first. */
export function planMemory(config: EngineConfig, helpers = 0): MemoryLayout {
  let next = FIRST_ADDRESS;
  const take = (bytes: number): number => {
    const address = next;
    next += roundUp(bytes, 64);
    return address;
  };
  const { layerSizes } = config.network;
  const capacity = roundUp(Math.max(config.maxBatchSize, MIN_CAPACITY), TILE_ROWS);
  const activationStride = (capacity + TILE_ROWS) * ROW_BYTES;
  const listsOf = (count: number, entries: number): ListLayout => ({
    lists: take(count * entries * ENTRY_BYTES),
    ends: take(count * 4),
    listBytes: entries * ENTRY_BYTES,
  });

  const zeros = take(GROUP_PANELS * ROW_BYTES);
  const metrics = take(16);
  const kernelCoefficients = take(32);
  const biasCoefficients = take(32);
  const pieceBytes = PIECE_PANELS * PANEL_WIDTH * ROW_BYTES;
  const sets = 1 + OPTIMIZER_SLOTS[config.optimizer].length;
  const scratchOf = (backupBytes: number): ThreadScratch => ({
    biasGradient: take(GROUP_PANELS * ROW_BYTES),
    kernelGradient: take(GROUP_PANELS * pieceBytes),
    padded: take(PADDED_BYTES),
    backup: take(backupBytes),
  });
  // Not a power of two either, for they are written all at the same time.
  const columnEntries = capacity + 16;
  const allPanels = layerSizes.reduce((sum, units) => sum + Math.ceil(units / PANEL_WIDTH), 0);
  const mostPanels = Math.max(...layerSizes.map((units) => Math.ceil(units / PANEL_WIDTH)));
  // More than any phase of passes.ts has.
  const mostShares = allPanels * Math.max(capacity / TILE_ROWS, mostPanels) + capacity;
  const board = take(helpers > 0 ? BOARD_BYTES + (helpers + 1) * BOARD_BYTES_PER_THREAD + 4 * mostShares : 0);
  const own = scratchOf(0);
  const layers = layerSizes.slice(1).map((units, index): LayerLayout => {
    const inputs = layerSizes[index]!;
    const panels = Math.ceil(units / PANEL_WIDTH);
    const inputPanels = Math.ceil(inputs / PANEL_WIDTH);
    const kernelStride = inputPanels * PANEL_WIDTH * ROW_BYTES;
    const transposedStride = panels * PANEL_WIDTH * ROW_BYTES;
    const parameters = (): ParameterLayout => ({
      kernel: take(panels * kernelStride),
      bias: take(panels * ROW_BYTES),
    });
    const first = index === 0;
    const last = index === layerSizes.length - 2;
    return {
      inputs,
      units,
      panels,
      inputPanels,
      groups: groupsOf(panels),
      inputColumns:
        first || (!last && Math.min(panels, inputPanels) >= LISTED_PANELS)
          ? listsOf(inputPanels * PANEL_WIDTH, columnEntries)
          : undefined,
      kernelStride,
      weights: parameters(),
      slots: OPTIMIZER_SLOTS[config.optimizer].map(parameters),
      transposed: first ? 0 : take(inputPanels * transposedStride),
      transposedStride,
      output: take(panels * activationStride),
      gradient: take(panels * activationStride),
      slope: last ? 0 : take(panels * activationStride),
    };
  });
  const pixels = take(capacity * PIXEL_COUNT);
  const labels = take(capacity);
  const variants = take(capacity * VARIANT_SIZE * Int16Array.BYTES_PER_ELEMENT);
  const basis = take(BASIS.byteLength);
  const rowLists = listsOf(capacity, Math.max(...layerSizes.map((units) => roundUp(units, PANEL_WIDTH))));
  const packing = take(16 * 16);
  const shareMetrics = take(Math.ceil(capacity / DIGITS_PER_SHARE) * 16);
  const probabilities = take(capacity * 40);
  const backupBytes = BACKUPS * sets * (pieceBytes + ROW_BYTES);
  const helperScratch = Array.from({ length: helpers }, () => scratchOf(backupBytes));
  const pages = Math.ceil(next / PAGE_BYTES);
  return {
    capacity,
    activationStride,
    pixels,
    labels,
    variants,
    basis,
    rowLists,
    packing,
    layers,
    ...own,
    kernelCoefficients,
    biasCoefficients,
    probabilities,
    metrics,
    shareMetrics,
    zeros,
    board,
    mostShares,
    helpers: helperScratch,
    pages,
  };
}

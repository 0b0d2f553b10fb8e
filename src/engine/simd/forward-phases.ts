/** The phases of the forward pass up to the last hidden layer; headPhase (backward-phases.ts) does what follows. */
import { ACTIVATIONS } from '../../core/experiment';
import { PIXEL_COUNT } from '../../core/network';
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import { VARIANT_SIZE } from '../../core/variant';
import type { PanelGroup } from './memory-layout';
import { DIGITS_PER_SHARE, PANEL_WIDTH, ROW_BYTES, listsFrom } from './memory-layout';
import type { Machine, Pass, Phase } from './passes';

const VARIANT_BYTES = VARIANT_SIZE * Int16Array.BYTES_PER_ELEMENT;
/** Rows of a share of a layer: enough for the panels it reads to be worth fetching. */
const ROWS_PER_SHARE = 64;
const RELU = ACTIVATIONS.indexOf('relu');
/** A dropout that leaves enough zeros, whatever the activation. */
const LISTED_DROPOUT = 0.4;

/** Whether a layer reads its input, and its own gradient, as lists of what is not 0 (assembly/lists.ts). */
export const isListed = ({ layout, activation }: Machine, index: number, { dropout }: Pass): boolean =>
  layout.layers[index]!.inputColumns !== undefined &&
  (index === 0 || activation === RELU || dropout >= LISTED_DROPOUT);

/** Digits into variants, and into lists of their pixels. */
export const digitsPhase = ({ kernels, layout }: Machine): Phase => ({
  shares: ({ rows }) => Math.ceil(rows / DIGITS_PER_SHARE),
  run: (share, { rows, isAugmented }) => {
    const row = share * DIGITS_PER_SHARE;
    const digits = Math.min(DIGITS_PER_SHARE, rows - row);
    const pixels = layout.pixels + row * PIXEL_COUNT;
    const variants = layout.variants + row * VARIANT_BYTES;
    if (isAugmented) kernels.augmentDigits(pixels, digits, variants, layout.basis, layout.padded);
    const { lists, ends, listBytes } = listsFrom(layout.rowLists, row);
    kernels.packPixels(pixels, digits, lists, ends, listBytes, layout.packing);
  },
});

/** Lists of what a layer reads: what the layer below puts out, or the layer's own gradient. */
export const listsPhase = (machine: Machine, index: number, kind: 'output' | 'gradient'): Phase => ({
  shares: (pass) => (isListed(machine, index, pass) ? Math.ceil(pass.rows / DIGITS_PER_SHARE) : 0),
  run: (share, pass) => {
    const row = share * DIGITS_PER_SHARE;
    packLists(machine, index, kind, row, Math.min(DIGITS_PER_SHARE, pass.rows - row));
  },
});

export function packLists(
  { kernels, layout }: Machine,
  index: number,
  kind: 'output' | 'gradient',
  row: number,
  rows: number,
): void {
  const layer = layout.layers[kind === 'output' ? index - 1 : index]!;
  const from = layer[kind] + row * ROW_BYTES;
  const { lists, ends, listBytes } = listsFrom(layout.rowLists, row);
  const { activationStride, packing } = layout;
  kernels.packRows(from, activationStride, layer.panels, rows, lists, ends, listBytes, packing);
}

/** How many shares of a layer's forward pass make lists by columns: one if any. By whoever comes first, for it takes long. */
export const columnShares = (machine: Machine, index: number, pass: Pass): number =>
  Number(pass.isTraining && isListed(machine, index, pass));

/** What the update of the layer's kernel will read, from the lists by rows. */
export function packColumns({ kernels, layout }: Machine, index: number, { rows }: Pass): void {
  const { inputColumns: to, inputPanels } = layout.layers[index]!;
  if (!to) return;
  const { lists, ends, listBytes } = layout.rowLists;
  const columns = inputPanels * PANEL_WIDTH;
  kernels.transposeLists(lists, ends, listBytes, rows, to.lists, to.ends, to.listBytes, columns);
}

/** Y = f(X W + b), some panels of some rows at a time. */
export function layerPhase(machine: Machine, index: number): Phase {
  const { groups } = machine.layout.layers[index]!;
  return {
    shares: (pass) => columnShares(machine, index, pass) + groupShares(groups, pass),
    run: (share, pass) => {
      const at = share - columnShares(machine, index, pass);
      if (at < 0) packColumns(machine, index, pass);
      else
        forGroupShare(groups, at, pass, (group, row, rows) =>
          forwardGroup(machine, index, group, row, rows, pass),
        );
    },
  };
}

/**
 * Shares of groups of panels by rows, all rows of a group before the next one: as the update goes through the same groups in the
 * same order, a thread meets again what it has changed.
 */
export const groupShares = (groups: readonly PanelGroup[], { rows }: Pass): number =>
  groups.length * Math.ceil(rows / ROWS_PER_SHARE);

/** Calls `run` for such a share. */
export function forGroupShare(
  groups: readonly PanelGroup[],
  share: number,
  pass: Pass,
  run: (group: PanelGroup, row: number, rows: number) => void,
): void {
  const sharesOfGroup = Math.ceil(pass.rows / ROWS_PER_SHARE);
  const row = (share % sharesOfGroup) * ROWS_PER_SHARE;
  const rows = Math.min(ROWS_PER_SHARE, pass.rows - row);
  run(groups[Math.floor(share / sharesOfGroup)]!, row, rows);
}

/**
 * out = init + A B: so many rows of A, from `row` on, by a group of `panels` panels of B at b. A is read from the lists that have been
 * packed of it, or, where it is not `listed`, as it lies at a, in aPanels panels. Panels of the result are activationStride apart.
 */
export function multiplyGroup(
  { kernels, layout }: Machine,
  listed: boolean,
  row: number,
  rows: number,
  a: number,
  aPanels: number,
  b: number,
  bStride: number,
  panels: number,
  init: number,
  out: number,
): void {
  const { activationStride: stride } = layout;
  if (listed) {
    const { lists, ends, listBytes } = listsFrom(layout.rowLists, row);
    kernels.multiplyLists(lists, ends, listBytes, rows, b, bStride, panels, init, out, stride);
    return;
  }
  for (let i = 0; i < panels; i++) {
    const from = a + row * ROW_BYTES;
    kernels.multiplyPanel(
      from,
      stride,
      aPanels,
      rows,
      b + i * bStride,
      init + i * ROW_BYTES,
      out + i * stride,
    );
  }
}

/** A group of panels of what a layer puts out. */
export function forwardGroup(
  machine: Machine,
  index: number,
  group: PanelGroup,
  row: number,
  rows: number,
  pass: Pass,
): void {
  const { layout } = machine;
  const { activationStride: stride } = layout;
  const { weights, kernelStride, output, inputPanels } = layout.layers[index]!;
  const out = output + group.panel * stride + row * ROW_BYTES;
  const kernel = weights.kernel + group.panel * kernelStride;
  const bias = weights.bias + group.panel * ROW_BYTES;
  // The first layer has none below, and is always listed.
  const { output: input = 0 } = layout.layers[index - 1] ?? {};
  const listed = isListed(machine, index, pass);
  multiplyGroup(
    machine,
    listed,
    row,
    rows,
    input,
    inputPanels,
    kernel,
    kernelStride,
    group.panels,
    bias,
    out,
  );
  if (index === layout.layers.length - 1) return;
  for (let i = 0; i < group.panels; i++) activate(machine, index, group.panel + i, row, rows, pass);
}

function activate(
  { kernels, layout, activation, config }: Machine,
  index: number,
  panel: number,
  row: number,
  rows: number,
  pass: Pass,
): void {
  const { output, slope, units } = layout.layers[index]!;
  const at = panel * layout.activationStride + row * ROW_BYTES;
  const key = pass.dropout > 0 ? randomKey(config.seed, RANDOM_PURPOSE.dropout, pass.step, index) : 0;
  // A unit is dropped when its 24 random bits are less than rate * 2^24.
  const threshold = Math.ceil(pass.dropout * 0x1000000);
  const keptScale = 1 / (1 - pass.dropout);
  const unit = panel * PANEL_WIDTH;
  kernels.activatePanel(
    activation,
    output + at,
    slope + at,
    row,
    rows,
    unit,
    units,
    threshold,
    keptScale,
    key,
  );
}

/** From the last layer's input to changed weights. */
import type { LayerLayout, PanelGroup } from './memory-layout';
import { PANEL_WIDTH, PIECE_PANELS, ROW_BYTES, listsFrom } from './memory-layout';
import {
  columnShares,
  forGroupShare,
  forwardGroup,
  groupShares,
  isListed,
  multiplyGroup,
  packColumns,
  packLists,
} from './forward-phases';
import type { Machine, Pass, Phase, Piece } from './passes';

/** Rows of a share of the head. */
const HEAD_ROWS = 32;
/** Panels of a kernel's inputs that a share of the update goes through. */
const UPDATE_PANELS = PIECE_PANELS;

/**
 * The last layer, the loss and the gradient of the layer below, all of some rows: no row needs another's. When training; else
 * just the logits.
 */
export function headPhase(machine: Machine): Phase {
  const { layers } = machine.layout;
  const index = layers.length - 1;
  return {
    shares: (pass) => columnShares(machine, index, pass) + Math.ceil(pass.rows / HEAD_ROWS),
    run: (share, pass) => {
      const at = share - columnShares(machine, index, pass);
      if (at < 0) packColumns(machine, index, pass);
      else head(machine, at, pass);
    },
  };
}

function head(machine: Machine, share: number, pass: Pass): void {
  const { kernels, layout } = machine;
  const { layers, activationStride: stride, labels, shareMetrics } = layout;
  const index = layers.length - 1;
  const { groups, output, gradient } = layers[index]!;
  const row = share * HEAD_ROWS;
  const rows = Math.min(HEAD_ROWS, pass.rows - row);
  for (const group of groups) forwardGroup(machine, index, group, row, rows, pass);
  if (!pass.isTraining) return;
  const at = row * ROW_BYTES;
  const z = output + at;
  const dz = gradient + at;
  const metrics = shareMetrics + share * 16;
  kernels.softmaxLoss(
    z,
    z + stride,
    labels + row,
    rows,
    1 / pass.rows,
    pass.labelSmoothing,
    dz,
    dz + stride,
    metrics,
  );
  const below = layers[index - 1];
  if (!below) return;
  for (const group of below.groups) gradientGroup(machine, index, group, row, rows, pass);
  if (index > 1 && isListed(machine, index - 1, pass)) packLists(machine, index - 1, 'gradient', row, rows);
}

/** How many shares of the head there are, each with its metrics. */
export const headShares = (rows: number): number => Math.ceil(rows / HEAD_ROWS);

/** dX = dY Wᵀ, times the slope of the layer below: that layer's dY. */
export function gradientPhase(machine: Machine, index: number): Phase {
  const { groups } = machine.layout.layers[index - 1]!;
  return {
    shares: (pass) => groupShares(groups, pass),
    run: (share, pass) =>
      forGroupShare(groups, share, pass, (group, row, rows) =>
        gradientGroup(machine, index, group, row, rows, pass),
      ),
  };
}

function gradientGroup(
  machine: Machine,
  index: number,
  group: PanelGroup,
  row: number,
  rows: number,
  pass: Pass,
): void {
  const { kernels, layout } = machine;
  const { activationStride: stride, zeros } = layout;
  const layer = layout.layers[index]!;
  const below = layout.layers[index - 1]!;
  const at = group.panel * stride + row * ROW_BYTES;
  const transposed = layer.transposed + group.panel * layer.transposedStride;
  const out = below.gradient + at;
  const listed = isListed(machine, index, pass);
  const { gradient: dy, panels, transposedStride } = layer;
  multiplyGroup(
    machine,
    listed,
    row,
    rows,
    dy,
    panels,
    transposed,
    transposedStride,
    group.panels,
    zeros,
    out,
  );
  for (let i = 0; i < group.panels; i++)
    kernels.multiplyElements(out + i * stride, below.slope + at + i * stride, rows * ROW_BYTES);
}

/** A group of panels of a kernel, and which of its input's panels. */
interface UpdateShare {
  readonly index: number;
  readonly group: PanelGroup;
  readonly from: number;
  readonly to: number;
}

/** All kernels and biases: of each layer the same part at about the same time, so that a thread has the same part of each. */
export function updatePhase(machine: Machine): Phase {
  const shares: UpdateShare[] = [];
  for (const [index, { groups, inputPanels }] of machine.layout.layers.entries()) {
    for (const group of groups) {
      for (let from = 0; from < inputPanels; from += UPDATE_PANELS)
        shares.push({ index, group, from, to: Math.min(inputPanels, from + UPDATE_PANELS) });
    }
  }
  const place = ({ index, group }: UpdateShare): number => group.panel / machine.layout.layers[index]!.panels;
  shares.sort((a, b) => place(a) - place(b));
  return {
    shares: () => shares.length,
    run: (share, pass) => updateGroup(machine, share, shares[share]!, pass),
  };
}

/** dW = Xᵀ dY and the bias's gradient for the units of a group, consumed by the optimiser piece by piece. */
function updateGroup(
  machine: Machine,
  share: number,
  { index, group, from, to }: UpdateShare,
  pass: Pass,
): void {
  const { kernels, layout } = machine;
  const { kernelGradient, biasGradient, activationStride: stride } = layout;
  const layer = layout.layers[index]!;
  if (from === 0) {
    for (let i = 0; i < group.panels; i++) {
      const dy = layer.gradient + (group.panel + i) * stride;
      kernels.sumRows(dy, pass.rows, biasGradient + i * ROW_BYTES);
    }
  }
  let count = 0;
  for (let first = from; first < to; first += PIECE_PANELS) {
    const panels = Math.min(PIECE_PANELS, to - first);
    const bytes = panels * PANEL_WIDTH * ROW_BYTES;
    kernelGradients(machine, index, group, first, panels, pass);
    for (let i = 0; i < group.panels; i++) {
      const piece = { layer, panel: group.panel + i, at: first * PANEL_WIDTH * ROW_BYTES, bytes };
      const isToDo = machine.beforeUpdate?.(share, count++, piece) ?? true;
      if (isToDo) updatePiece(machine, piece, kernelGradient + i * bytes, biasGradient + i * ROW_BYTES);
    }
  }
}

/** Of so many input panels from `first` on, for a group of panels, one after the other at kernelGradient. */
function kernelGradients(
  machine: Machine,
  index: number,
  group: PanelGroup,
  first: number,
  panels: number,
  pass: Pass,
): void {
  const { kernels, layout } = machine;
  const { activationStride: stride, kernelGradient, zeros } = layout;
  const layer = layout.layers[index]!;
  const dy = layer.gradient + group.panel * stride;
  const bytes = panels * PANEL_WIDTH * ROW_BYTES;
  if (layer.inputColumns && isListed(machine, index, pass)) {
    const { lists, ends, listBytes } = listsFrom(layer.inputColumns, first * PANEL_WIDTH);
    kernels.multiplyLists(
      lists,
      ends,
      listBytes,
      panels * PANEL_WIDTH,
      dy,
      stride,
      group.panels,
      zeros,
      kernelGradient,
      bytes,
    );
    return;
  }
  const x = layout.layers[index - 1]!.output + first * stride;
  for (let i = 0; i < group.panels; i++)
    kernels.outerPanel(x, stride, panels, pass.rows, dy + i * stride, kernelGradient + i * bytes);
}

function updatePiece(machine: Machine, piece: Piece, kernelGradient: number, biasGradient: number): void {
  const { layer, panel, at, bytes } = piece;
  const { kernelCoefficients, biasCoefficients } = machine.layout;
  const kernelAt = panel * layer.kernelStride + at;
  update(machine, layer, 'kernel', kernelAt, bytes, kernelGradient, kernelCoefficients);
  if (at === 0) update(machine, layer, 'bias', panel * ROW_BYTES, ROW_BYTES, biasGradient, biasCoefficients);
  if (layer.transposed > 0) transpose(machine, piece);
}

/** One optimiser step on `bytes` of the kernel or bias, from `at`. */
function update(
  { kernels, config }: Machine,
  layer: LayerLayout,
  part: 'kernel' | 'bias',
  at: number,
  bytes: number,
  gradient: number,
  coefficients: number,
): void {
  const weights = layer.weights[part] + at;
  // An optimiser without that slot does not look at it.
  const first = (layer.slots[0]?.[part] ?? 0) + at;
  const second = (layer.slots[1]?.[part] ?? 0) + at;
  switch (config.optimizer) {
    case 'sgd':
      kernels.updateSgd(bytes, weights, gradient, coefficients);
      break;
    case 'momentum':
      kernels.updateMomentum(bytes, weights, gradient, first, coefficients);
      break;
    case 'rmsprop':
      kernels.updateRmsprop(bytes, weights, gradient, first, coefficients);
      break;
    case 'adam':
    case 'adamw':
      kernels.updateAdam(bytes, weights, gradient, first, second, coefficients);
      break;
  }
}

/** Brings Wᵀ up to date with a piece of W. */
function transpose({ kernels }: Machine, { layer, panel, at, bytes }: Piece): void {
  const rows = bytes / ROW_BYTES;
  const inputPanel = at / ROW_BYTES / PANEL_WIDTH;
  const kernel = layer.weights.kernel + panel * layer.kernelStride + at;
  const to = layer.transposed + inputPanel * layer.transposedStride + panel * PANEL_WIDTH * ROW_BYTES;
  kernels.transposePanel(kernel, rows, to, layer.transposedStride);
}

/** Brings Wᵀ up to date with all of W, for weights that have just been copied in. */
export function transposeAll(machine: Machine): void {
  for (const layer of machine.layout.layers.slice(1)) {
    for (let panel = 0; panel < layer.panels; panel++)
      transpose(machine, { layer, panel, at: 0, bytes: layer.kernelStride });
  }
}

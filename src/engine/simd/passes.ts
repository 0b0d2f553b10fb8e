/**
 * The forward and the backward pass, panel by panel: which kernel is given which addresses. simd-engine.ts tells why it is done
 * this way.
 *
 * A pass is a row of phases, and a phase so many shares, a panel each as a rule. The shares of a phase may be done in any order and
 * by any thread, once all of the phase before are done: none reads what another of them writes, and each sum lies within one.
 * So however the work is divided, the numbers are the same to the bit.
 */
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import { PIXEL_COUNT } from '../../core/network';
import { VARIANT_SIZE } from '../../core/variant';
import type { EngineConfig } from '../engine';
import type { Kernels } from './kernels';
import type { LayerLayout, MemoryLayout } from './memory-layout';
import { PANEL_WIDTH, ROW_BLOCK, ROW_BYTES, rowTilesFrom } from './memory-layout';

/** Digits that are varied and packed at a time: whole tiles of four. */
const DIGITS_PER_SHARE = 16;
const VARIANT_BYTES = VARIANT_SIZE * Int16Array.BYTES_PER_ELEMENT;

/** A network in its memory, ready to compute. */
export interface Machine {
  readonly config: EngineConfig;
  readonly layout: MemoryLayout;
  readonly kernels: Kernels;
  /** Index in ACTIVATIONS. */
  readonly activation: number;
  /** Called before a panel's parameters are changed in place, by a thread that may be lost while it does so. */
  readonly beforeUpdate?: (share: number, layer: LayerLayout, panel: number) => void;
}

/** What a pass is about. */
export interface Pass {
  /** Digits, which lie at layout.pixels. */
  readonly rows: number;
  /** Rate, 0..1. */
  readonly dropout: number;
  /** Steps taken before this one: for dropout. */
  readonly step: number;
  /** Whether to put the variants at layout.variants in the digits' place. */
  readonly isAugmented: boolean;
  /** Whether a backward pass is to follow. */
  readonly isTraining: boolean;
}

/** Part of a pass. */
export interface Phase {
  /** How many shares it has. */
  shares(pass: Pass): number;
  /** Does one of them, counted from 0. */
  run(share: number, pass: Pass): void;
}

/** The phases of both passes, and how many of them are the forward pass's: from the digits to the logits. */
export interface Passes {
  readonly phases: readonly Phase[];
  readonly forwardCount: number;
}

export function passesOf(machine: Machine): Passes {
  const { layers } = machine.layout;
  const forward = [digitsPhase(machine), ...layers.map((_, index) => layerPhase(machine, index))];
  // From the last layer's gradient down, with the weights as they were; only then are these changed.
  const gradients = layers.slice(1).map((layer, below) => gradientPhase(machine, layer, layers[below]!));
  return {
    phases: [...forward, ...gradients.reverse(), updatePhase(machine)],
    forwardCount: forward.length,
  };
}

/** Does all of a phase. */
export function runPhase(phase: Phase, pass: Pass): void {
  const shares = phase.shares(pass);
  for (let share = 0; share < shares; share++) phase.run(share, pass);
}

/** The forward pass, by this thread. */
export function forward({ phases, forwardCount }: Passes, pass: Pass): void {
  for (let phase = 0; phase < forwardCount; phase++) runPhase(phases[phase]!, pass);
}

/** Digits into variants, and into the lists that the first layer reads. */
const digitsPhase = ({ kernels, layout }: Machine): Phase => ({
  shares: ({ rows }) => Math.ceil(rows / DIGITS_PER_SHARE),
  run: (share, { rows, isAugmented }) => {
    const row = share * DIGITS_PER_SHARE;
    const digits = Math.min(DIGITS_PER_SHARE, rows - row);
    const pixels = layout.pixels + row * PIXEL_COUNT;
    const variants = layout.variants + row * VARIANT_BYTES;
    if (isAugmented) kernels.augmentDigits(pixels, digits, variants, layout.basis, layout.padded);
    const { values, offsets, counts } = rowTilesFrom(layout.rowTiles, row);
    kernels.packRowTiles(pixels, digits, values, offsets, counts, layout.scratch);
  },
});

/** Y = f(X W + b), a panel of a block of rows at a time. */
function layerPhase(machine: Machine, index: number): Phase {
  const { panels } = machine.layout.layers[index]!;
  // What the first layer's update reads is packed along the way, and by whoever comes first, for it takes longest.
  const packs = ({ isTraining }: Pass): number => (index === 0 && isTraining ? 1 : 0);
  return {
    shares: (pass) => packs(pass) + panels * blocksOf(pass),
    run: (share, pass) => {
      const at = share - packs(pass);
      if (at < 0) packColumns(machine, pass.rows);
      else forwardPanel(machine, index, at % panels, Math.floor(at / panels) * ROW_BLOCK, pass);
    },
  };
}

const blocksOf = ({ rows }: Pass): number => Math.ceil(rows / ROW_BLOCK);

function packColumns({ kernels, layout }: Machine, rows: number): void {
  const { values, offsets, counts } = layout.columnGroups;
  kernels.packColumnGroups(layout.pixels, rows, layout.capacity, values, offsets, counts);
}

function forwardPanel(
  { kernels, layout, activation, config }: Machine,
  index: number,
  panel: number,
  row: number,
  pass: Pass,
): void {
  const { layers, rowTiles, activationStride } = layout;
  const layer = layers[index]!;
  const below = layers[index - 1];
  const rows = Math.min(ROW_BLOCK, pass.rows - row);
  const start = row * ROW_BYTES;
  const kernel = layer.weights.kernel + panel * layer.kernelStride;
  const bias = layer.weights.bias + panel * ROW_BYTES;
  const out = layer.output + panel * activationStride + start;
  if (below) {
    const input = below.output + start;
    kernels.multiplyPanel(input, activationStride, layer.inputPanels, rows, kernel, bias, out);
  } else {
    const { values, offsets, counts } = rowTilesFrom(rowTiles, row);
    kernels.multiplyPixels(values, offsets, counts, rows, kernel, bias, out);
  }
  if (index === layers.length - 1) return;
  const key = pass.dropout > 0 ? randomKey(config.seed, RANDOM_PURPOSE.dropout, pass.step, index) : 0;
  // A unit is dropped when its 24 random bits are less than rate * 2^24.
  const threshold = Math.ceil(pass.dropout * 0x1000000);
  const keptScale = 1 / (1 - pass.dropout);
  const slope = layer.slope + panel * activationStride + start;
  const unit = panel * PANEL_WIDTH;
  kernels.activatePanel(activation, out, slope, row, rows, unit, layer.units, threshold, keptScale, key);
}

/** dX = dY Wᵀ, times the slope of the layer below: that layer's dY. */
const gradientPhase = ({ kernels, layout }: Machine, layer: LayerLayout, below: LayerLayout): Phase => ({
  shares: (pass) => below.panels * blocksOf(pass),
  run: (share, pass) => {
    const { activationStride: stride, zeros } = layout;
    const panel = share % below.panels;
    const row = Math.floor(share / below.panels) * ROW_BLOCK;
    const rows = Math.min(ROW_BLOCK, pass.rows - row);
    const start = row * ROW_BYTES;
    const transposed = layer.transposed + panel * layer.transposedStride;
    const at = panel * stride + start;
    const out = below.gradient + at;
    kernels.multiplyPanel(layer.gradient + start, stride, layer.panels, rows, transposed, zeros, out);
    kernels.multiplyElements(out, below.slope + at, rows * ROW_BYTES);
  },
});

/** The panels of all layers, those of the greatest layer first as a rule, lest the last to be done keep everybody waiting. */
function updatePhase(machine: Machine): Phase {
  const { layers } = machine.layout;
  const panels = layers.flatMap(({ panels }, index) =>
    Array.from({ length: panels }, (_, panel) => ({ index, panel })),
  );
  return {
    shares: () => panels.length,
    run: (share, { rows }) => {
      const { index, panel } = panels[share]!;
      updatePanel(machine, share, layers[index]!, layers[index - 1], panel, rows);
    },
  };
}

/** dW = Xᵀ dY and the bias's gradient for eight units, consumed by the optimiser at once. */
function updatePanel(
  machine: Machine,
  share: number,
  layer: LayerLayout,
  below: LayerLayout | undefined,
  panel: number,
  rows: number,
): void {
  const { kernels, layout } = machine;
  const { kernelGradient, biasGradient, activationStride, capacity, zeros } = layout;
  const gradient = layer.gradient + panel * activationStride;
  if (below) {
    kernels.outerPanel(below.output, activationStride, layer.inputPanels, rows, gradient, kernelGradient);
  } else {
    const { values, offsets, counts } = layout.columnGroups;
    kernels.outerPixels(values, offsets, counts, capacity, gradient, zeros, kernelGradient);
  }
  kernels.sumRows(gradient, rows, biasGradient);
  machine.beforeUpdate?.(share, layer, panel);
  update(machine, layer, 'kernel', panel * layer.kernelStride, layer.kernelStride);
  update(machine, layer, 'bias', panel * ROW_BYTES, ROW_BYTES);
  if (below) transpose(machine, layer, panel);
}

/** One optimiser step on `bytes` of the kernel or bias, from `at`, with the gradient just computed. */
function update(
  { kernels, layout, config }: Machine,
  layer: LayerLayout,
  part: 'kernel' | 'bias',
  at: number,
  bytes: number,
): void {
  const isKernel = part === 'kernel';
  const coefficients = isKernel ? layout.kernelCoefficients : layout.biasCoefficients;
  const gradient = isKernel ? layout.kernelGradient : layout.biasGradient;
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

/** Brings Wᵀ up to date with a panel of W. */
function transpose({ kernels }: Machine, layer: LayerLayout, panel: number): void {
  const kernel = layer.weights.kernel + panel * layer.kernelStride;
  const block = layer.transposed + panel * PANEL_WIDTH * ROW_BYTES;
  kernels.transposePanel(kernel, layer.inputPanels * PANEL_WIDTH, block, layer.transposedStride);
}

/** Brings Wᵀ up to date with all of W, for weights that have just been copied in. */
export function transposeAll(machine: Machine): void {
  for (const layer of machine.layout.layers.slice(1)) {
    for (let panel = 0; panel < layer.panels; panel++) transpose(machine, layer, panel);
  }
}

/**
 * Reads the device's memory without holding anything up: a copy is enqueued at once, behind all that was enqueued before, and
 * arrives when it does. The buffers that copies go through are kept for the next of their size.
 */
import type { Gpu } from './gpu';
import { yieldToMessages } from '../yield-to-messages';

/** Of one size; of large ones only one. */
const MOST_KEPT = 4;
const LARGE_BYTES = 4e6;
/** For so long after a question the browser is nudged: it hands on answers when something is submitted, or else a while later. */
const NUDGE_MS = 4;

export interface Piece {
  readonly buffer: GPUBuffer;
  readonly at: number;
  readonly bytes: number;
}

export class Answers {
  readonly #gpu: Gpu;
  readonly #kept = new Map<number, GPUBuffer[]>();
  #isGone = false;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /** Copies of these pieces of memory as they are now, one behind the other. The array is the caller's. */
  async read(pieces: readonly Piece[]): Promise<Float32Array> {
    const { device } = this.#gpu;
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    const size = 256 * Math.ceil(bytes / 256);
    const copy =
      this.#kept.get(size)?.pop() ??
      device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    const encoder = device.createCommandEncoder();
    let to = 0;
    for (const piece of pieces) {
      encoder.copyBufferToBuffer(piece.buffer, piece.at, copy, to, piece.bytes);
      to += piece.bytes;
    }
    device.queue.submit([encoder.finish()]);
    return this.#arrival(copy, bytes, size);
  }

  dispose(): void {
    this.#isGone = true;
    for (const copies of this.#kept.values()) for (const copy of copies) copy.destroy();
  }

  async #arrival(copy: GPUBuffer, bytes: number, size: number): Promise<Float32Array> {
    let isHere = false;
    const arriving = copy.mapAsync(GPUMapMode.READ, 0, size).finally(() => (isHere = true));
    void this.#nudge(() => isHere);
    await arriving;
    if (this.#gpu.trouble !== '') throw new Error(this.#gpu.trouble);
    const result = new Float32Array(copy.getMappedRange(0, size).slice(0, bytes));
    copy.unmap();
    this.#keep(copy, size);
    return result;
  }

  #keep(copy: GPUBuffer, size: number): void {
    const kept = this.#kept.get(size) ?? [];
    this.#kept.set(size, kept);
    if (this.#isGone || kept.length >= (size > LARGE_BYTES ? 1 : MOST_KEPT)) copy.destroy();
    else kept.push(copy);
  }

  async #nudge(isHere: () => boolean): Promise<void> {
    const until = performance.now() + NUDGE_MS;
    for (;;) {
      await yieldToMessages();
      if (isHere() || performance.now() > until) return;
      this.#gpu.device.queue.submit([]);
    }
  }
}

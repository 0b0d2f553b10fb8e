/**
 * Takes training steps: writes each down as a record, and hands several to the device at a time. Nothing is allocated on the
 * device by a step, and none waits for it.
 */
import type { Batch } from '../../core/batch';
import type { EngineConfig, StepHyper } from '../engine';
import type { Piece } from './answers';
import { backwardKernel } from './backward-kernel';
import { bind } from './bindings';
import { forwardKernel } from './forward-kernel';
import { gatherKernel } from './gather-kernel';
import type { Gpu } from './gpu';
import type { Network } from './network';
import type { NetworkMemory } from './network-memory';
import { outputKernel } from './output-kernel';
import { Packets } from './packets';
import type { Kernel, Pass } from './pipeline-cache';
import { planOf, type PlanName } from './plan';
import { DIGIT_WORDS, type PacketViews, recordWords, writeRecord } from './record';
import { updateKernel } from './update-kernel';
import { valueLayout } from './values';

/** A packet holds so many steps at most, and so many bytes unless a single step needs more. */
export const MOST_STEPS = 64;
const PACKET_BYTES = 4 * 2 ** 20;

/** The kernels of a step, in their order: 2 L + 2 for L hidden layers, 3 where there are none. */
export function stepKernels(network: Network): Kernel[] {
  const hidden = network.values.hidden.map((_, l) => l);
  return [
    gatherKernel(network.values.rows),
    ...hidden.map((l) => forwardKernel(network, l)),
    outputKernel(network),
    ...hidden
      .slice(0, -1)
      .reverse()
      .map((l) => backwardKernel(network, l)),
    updateKernel(network),
  ];
}

interface Built {
  readonly values: GPUBuffer;
  readonly passes: readonly Pass[];
}

export class Learner {
  readonly #gpu: Gpu;
  readonly #config: EngineConfig;
  readonly #memory: NetworkMemory;
  readonly #rows: number;
  readonly #packets: Packets;
  readonly #pixels: GPUBuffer;
  readonly #totals: GPUBuffer;
  readonly #built = new Map<PlanName, Built>();
  #plan: Built | undefined;
  #digits: GPUBuffer;
  #group: GPUBindGroup | undefined;
  #views: PacketViews | undefined;
  /** Words and steps of the packet that is begun, and where its steps' heads are, in bytes. */
  #words = 0;
  #steps = 0;
  readonly #heads = new Uint32Array(MOST_STEPS);

  constructor(gpu: Gpu, config: EngineConfig, memory: NetworkMemory) {
    const { device } = gpu;
    this.#gpu = gpu;
    this.#config = config;
    this.#memory = memory;
    this.#rows = valueLayout(memory.layout.layers, config.maxBatchSize).rows;
    const largest = 4 * recordWords(config.maxBatchSize, config.maxBatchSize, true);
    this.#packets = new Packets(device, Math.max(largest, Math.min(PACKET_BYTES, 16 * largest)));
    this.#pixels = device.createBuffer({ size: 4 * DIGIT_WORDS * this.#rows, usage: GPUBufferUsage.STORAGE });
    this.#totals = device.createBuffer({
      size: 8 * this.#rows,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    });
    // As long as no digits are kept, something must be bound in their place.
    this.#digits = this.#packets.target;
  }

  /** Takes steps by a plan from now on. Rejects when the device has no memory for it. */
  async usePlan(name: PlanName): Promise<void> {
    const built = this.#built.get(name) ?? (await this.#build(name));
    this.#built.set(name, built);
    this.flush();
    this.#plan = built;
    this.#group = undefined;
  }

  /** Frees what only other plans need. */
  keepOnlyThisPlan(): void {
    for (const [name, built] of this.#built) {
      if (built === this.#plan) continue;
      built.values.destroy();
      this.#built.delete(name);
    }
  }

  async #build(name: PlanName): Promise<Built> {
    const { network, optimizer, maxBatchSize } = this.#config;
    const { layout, buffers } = this.#memory;
    const plan = planOf(name, network.layerSizes, maxBatchSize);
    const values = valueLayout(layout.layers, maxBatchSize, plan);
    const buffer = await this.#gpu.allocate(() =>
      this.#gpu.device.createBuffer({ size: 16 * values.quads, usage: GPUBufferUsage.STORAGE }),
    );
    const kernels = stepKernels({
      activation: network.activation,
      optimizer,
      parameters: layout,
      values,
      plan,
    });
    return { values: buffer, passes: await this.#gpu.pipelines.passes(kernels, buffers.length - 1) };
  }

  /**
   * stepIndex: steps done before. keepTotals: false to start the totals anew. mostAtOnce: steps that may wait for each other
   * before the device gets them, 1 to MOST_STEPS. areKept: whether every row's pixels are taken to be on the device, be they there
   * or not; for measurements, where the numbers do not matter.
   */
  step(
    batch: Batch,
    hyper: StepHyper,
    { stepIndex, keepTotals, mostAtOnce, areKept = false }: StepOptions,
  ): void {
    const { count, origin, variants, indices } = batch;
    const set = origin && this.#gpu.kept.of(origin);
    if (set?.buffer && set.buffer !== this.#digits) {
      this.flush();
      this.#digits = set.buffer;
      this.#group = undefined;
    }
    const canGather = set?.buffer !== undefined;
    if (canGather) set.bring(indices, count);
    const isKept = (row: number): boolean => areKept || (canGather && origin!.drawn[row] === 0);
    let staged = 0;
    for (let row = 0; row < count; row++) if (!isKept(row)) staged++;
    const words = recordWords(count, staged, variants !== undefined);
    if (this.#views && this.#words + words > this.#views.words.length) this.flush(words * mostAtOnce);
    this.#views ??= this.#packets.begin(words);
    this.#heads[this.#steps] = 4 * this.#words;
    this.#words += writeRecord(this.#views, this.#words, {
      batch,
      hyper,
      stepIndex,
      seed: this.#config.seed,
      hiddenLayers: this.#memory.layout.layers.length - 1,
      keepTotals,
      isKept,
    });
    this.#steps++;
    if (this.#steps >= Math.min(mostAtOnce, MOST_STEPS)) this.flush(words * mostAtOnce);
  }

  /** Hands the device all steps that it does not have yet. expectedWords: of the next packet. */
  flush(expectedWords: number = this.#words): void {
    if (this.#steps === 0) return;
    const { device } = this.#gpu;
    const { passes } = this.#plan!;
    this.#group ??= this.#bind();
    const encoder = device.createCommandEncoder();
    const sent = this.#packets.send(encoder, this.#words, expectedWords);
    const pass = encoder.beginComputePass();
    for (let step = 0; step < this.#steps; step++) {
      pass.setBindGroup(0, this.#group, this.#heads, step, 1);
      for (const { pipeline, groups } of passes) {
        pass.setPipeline(pipeline);
        pass.dispatchWorkgroups(groups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    sent();
    this.#views = undefined;
    this.#words = this.#steps = 0;
  }

  /** [rows, 2]: sums of the losses and of the right guesses since keepTotals was last false. */
  get totals(): Piece {
    return { buffer: this.#totals, at: 0, bytes: 8 * this.#rows };
  }

  dispose(): void {
    this.#packets.dispose();
    for (const { values } of this.#built.values()) values.destroy();
    this.#pixels.destroy();
    this.#totals.destroy();
  }

  #bind(): GPUBindGroup {
    return bind(this.#gpu, {
      packet: this.#packets.target,
      digits: this.#digits,
      pixels: this.#pixels,
      values: this.#plan!.values,
      totals: this.#totals,
      parameters: this.#memory.buffers,
    });
  }
}

export interface StepOptions {
  readonly stepIndex: number;
  readonly keepTotals: boolean;
  readonly mostAtOnce: number;
  readonly areKept?: boolean;
}

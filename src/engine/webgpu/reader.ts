/** Reads digits by the network as it is: kernels and memory of its own, beside those of training, for a fixed number of digits. */
import type { Activation } from '../../core/experiment';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import type { Answers } from './answers';
import { bind } from './bindings';
import { forwardKernel } from './forward-kernel';
import type { Gpu } from './gpu';
import type { NetworkMemory } from './network-memory';
import { probabilityKernel } from './output-kernel';
import type { Pass } from './pipeline-cache';
import { DEFAULT_PLAN, planOf } from './plan';
import { HEAD, HEAD_BYTES, viewsOf } from './record';
import { valueLayout } from './values';

/** Digits per pass: enough to fill a device, few enough for steps not to wait long behind one. */
const CHUNK = 512;
/** Probabilities come in rows of whole quads. */
const ROW = 4 * Math.ceil(CLASS_COUNT / 4);

export class Reader {
  readonly #gpu: Gpu;
  readonly #answers: Answers;
  readonly #head: GPUBuffer;
  readonly #totals: GPUBuffer;
  readonly #pixels: GPUBuffer;
  readonly #values: GPUBuffer;
  readonly #group: GPUBindGroup;
  readonly #outputAt: number;
  readonly #headViews = viewsOf(new ArrayBuffer(HEAD_BYTES));
  readonly #compiling: Promise<Pass[]>;
  #passes: readonly Pass[] = [];

  constructor(gpu: Gpu, answers: Answers, memory: NetworkMemory, activation: Activation) {
    const { device } = gpu;
    this.#gpu = gpu;
    this.#answers = answers;
    const { layers } = memory.layout;
    const values = valueLayout(layers, CHUNK);
    const layerSizes = [layers[0]!.inputs, ...layers.map(({ units }) => units)];
    // One workgroup per sum, as valueLayout has it without a plan.
    const plan = planOf(DEFAULT_PLAN, layerSizes, CHUNK);
    const network = { activation, optimizer: 'sgd' as const, parameters: memory.layout, values, plan };
    const kernels = [...values.hidden.map((_, l) => forwardKernel(network, l)), probabilityKernel(network)];
    this.#compiling = gpu.pipelines.passes(kernels, 0);
    this.#compiling.catch(() => {});
    const buffer = (size: number, usage: number) => device.createBuffer({ size, usage });
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#head = buffer(HEAD_BYTES, UNIFORM | STORAGE | COPY_DST);
    this.#totals = buffer(16, STORAGE);
    this.#pixels = buffer(CHUNK * PIXEL_COUNT, STORAGE | COPY_DST);
    this.#values = buffer(16 * values.quads, STORAGE | COPY_SRC);
    this.#outputAt = 16 * values.outputAt;
    const { floats } = this.#headViews;
    floats[HEAD.keptScale] = floats[HEAD.keptShare] = 1;
    this.#group = bind(gpu, {
      packet: this.#head,
      digits: this.#head,
      pixels: this.#pixels,
      values: this.#values,
      totals: this.#totals,
      parameters: memory.buffers.slice(0, 1),
    });
  }

  /** Resolves once it can be used; rejects when its kernels do not compile. */
  async compiled(): Promise<void> {
    this.#passes = await this.#compiling;
  }

  /**
   * Class probabilities, float32 [count, 10]. pixels: uint8 [count, 784]. All of it is enqueued before anything is waited for, so
   * it is about one network, and steps may follow at once. compiled() has resolved before.
   */
  async predict(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const answers: Promise<Float32Array>[] = [];
    for (let start = 0; start < count; start += CHUNK) {
      answers.push(this.#read(pixels, start, Math.min(CHUNK, count - start)));
    }
    const result = new Float32Array(count * CLASS_COUNT);
    let row = 0;
    for (const rows of await Promise.all(answers)) {
      for (let from = 0; from < rows.length; from += ROW) {
        result.set(rows.subarray(from, from + CLASS_COUNT), CLASS_COUNT * row++);
      }
    }
    return result;
  }

  #read(pixels: Uint8Array, start: number, count: number): Promise<Float32Array> {
    const { device } = this.#gpu;
    const bytes = pixels as Uint8Array<ArrayBuffer>;
    const { words, bytes: head } = this.#headViews;
    words[HEAD.count] = count;
    device.queue.writeBuffer(this.#head, 0, head as Uint8Array<ArrayBuffer>);
    device.queue.writeBuffer(this.#pixels, 0, bytes, start * PIXEL_COUNT, count * PIXEL_COUNT);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, this.#group, [0]);
    for (const { pipeline, groups } of this.#passes) {
      pass.setPipeline(pipeline);
      pass.dispatchWorkgroups(groups);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    return this.#answers.read([{ buffer: this.#values, at: this.#outputAt, bytes: 4 * ROW * count }]);
  }

  dispose(): void {
    for (const buffer of [this.#head, this.#totals, this.#pixels, this.#values]) buffer.destroy();
  }
}

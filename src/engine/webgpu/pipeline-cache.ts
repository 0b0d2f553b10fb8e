/** Compiled kernels, kept by their source: a network of the same sizes needs none compiled, and engines share them. */
import { BINDING } from './wgsl';
import { HEAD_BYTES } from './record';

/** A network of four hidden layers has a dozen. */
const MOST = 96;

export interface Kernel {
  readonly source: string;
  /** Workgroups of one run. */
  readonly groups: number;
}

export interface Pass {
  readonly pipeline: GPUComputePipeline;
  readonly groups: number;
}

export class PipelineCache {
  /** All kernels of an optimiser's kind have the same buffers; the number is of slots. */
  readonly #layouts = new Map<number, GPUBindGroupLayout>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #device: GPUDevice;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  layout(slots: number): GPUBindGroupLayout {
    const known = this.#layouts.get(slots);
    if (known) return known;
    const entry = (name: keyof typeof BINDING, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
      binding: BINDING[name],
      visibility: GPUShaderStage.COMPUTE,
      buffer: type === 'uniform' ? { type, hasDynamicOffset: true, minBindingSize: HEAD_BYTES } : { type },
    });
    const layout = this.#device.createBindGroupLayout({
      entries: [
        entry('step', 'uniform'),
        entry('packet', 'read-only-storage'),
        entry('digits', 'read-only-storage'),
        ...(['pixels', 'weights', 'values', 'totals', 'slot0', 'slot1'] as const)
          .slice(0, 4 + slots)
          .map((name) => entry(name, 'storage')),
      ],
    });
    this.#layouts.set(slots, layout);
    return layout;
  }

  /** Compiled ones, in the order of the kernels. Rejects where one does not compile. */
  passes(kernels: readonly Kernel[], slots: number): Promise<Pass[]> {
    return Promise.all(
      kernels.map(async ({ source, groups }) => ({ pipeline: await this.#pipeline(source, slots), groups })),
    );
  }

  #pipeline(source: string, slots: number): Promise<GPUComputePipeline> {
    const key = `${slots} ${source}`;
    const known = this.#pipelines.get(key);
    // What was used last is the last to go.
    this.#pipelines.delete(key);
    const pipeline = known ?? this.#compile(source, slots);
    this.#pipelines.set(key, pipeline);
    if (this.#pipelines.size > MOST) this.#pipelines.delete(this.#pipelines.keys().next().value!);
    return pipeline;
  }

  async #compile(code: string, slots: number): Promise<GPUComputePipeline> {
    const module = this.#device.createShaderModule({ code });
    const layout = this.#device.createPipelineLayout({ bindGroupLayouts: [this.layout(slots)] });
    try {
      return await this.#device.createComputePipelineAsync({
        layout,
        compute: { module, entryPoint: 'main' },
      });
    } catch (error) {
      const { messages } = await module.getCompilationInfo();
      const first = messages.find(({ type }) => type === 'error');
      if (!first) throw error;
      throw new Error(`${first.lineNum}: ${first.message}`, { cause: error });
    }
  }
}

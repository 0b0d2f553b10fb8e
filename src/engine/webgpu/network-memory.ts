/** The weights and the optimiser's slots of one network on the device. */
import type { Optimizer } from '../../core/experiment';
import { type LayerWeights, OPTIMIZER_SLOTS, type TrainState } from '../../core/network';
import type { Answers, Piece } from './answers';
import { packParameters, type ParameterLayout, unpackParameters } from './layout';

export class NetworkMemory {
  readonly layout: ParameterLayout;
  /** Weights first, then the slots in the order of OPTIMIZER_SLOTS. */
  readonly buffers: readonly GPUBuffer[];
  readonly #device: GPUDevice;

  constructor(device: GPUDevice, layout: ParameterLayout, optimizer: Optimizer) {
    this.#device = device;
    this.layout = layout;
    this.buffers = Array.from({ length: 1 + OPTIMIZER_SLOTS[optimizer].length }, () =>
      device.createBuffer({
        size: 16 * layout.quads,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      }),
    );
  }

  load({ weights, slots }: TrainState): void {
    [weights, ...slots].forEach((set, i) =>
      this.#device.queue.writeBuffer(this.buffers[i]!, 0, packParameters(this.layout, set)),
    );
  }

  /** The first so many sets as they are now, in their order. */
  async read(answers: Answers, setCount: number = this.buffers.length): Promise<LayerWeights[][]> {
    const bytes = 16 * this.layout.quads;
    const pieces = this.buffers.slice(0, setCount).map((buffer): Piece => ({ buffer, at: 0, bytes }));
    const packed = await answers.read(pieces);
    return pieces.map((_, i) =>
      unpackParameters(this.layout, packed.subarray((i * bytes) / 4, ((i + 1) * bytes) / 4)),
    );
  }

  dispose(): void {
    for (const buffer of this.buffers) buffer.destroy();
  }
}

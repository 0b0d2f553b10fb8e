/**
 * The training digits on the device, as bytes: 43 MB, put there shard by shard as steps first ask for them, so that from then
 * on a batch is gathered by index. Where that memory is refused, digits are staged with each step, as all others are.
 */
import type { BatchOrigin } from '../../core/batch';
import { PIXEL_COUNT } from '../../core/network';

/** Of one set of digits. */
class KeptSet {
  readonly #device: GPUDevice;
  readonly #origin: BatchOrigin;
  readonly #isThere: boolean[] = [];
  #buffer: GPUBuffer | undefined;

  constructor(device: GPUDevice, origin: BatchOrigin) {
    this.#device = device;
    this.#origin = origin;
    void this.#allocate();
  }

  /** Undefined until there is memory for it, and for good where there is none. */
  get buffer(): GPUBuffer | undefined {
    return this.#buffer;
  }

  async #allocate(): Promise<void> {
    const { device } = this;
    const size = this.#origin.pixels.length;
    if (size > device.limits.maxStorageBufferBindingSize || size > device.limits.maxBufferSize) return;
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    const buffer = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
    const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()]).catch(() => [true]);
    if (errors.some(Boolean)) buffer.destroy();
    else this.#buffer = buffer;
  }

  get device(): GPUDevice {
    return this.#device;
  }

  /** Sees to it that these digits are on the device. Only when there is a buffer. */
  bring(indices: Uint32Array, count: number): void {
    const { shardSize, pixels } = this.#origin;
    for (let row = 0; row < count; row++) {
      const shard = Math.floor(indices[row]! / shardSize);
      if (this.#isThere[shard]) continue;
      this.#isThere[shard] = true;
      const from = shard * shardSize * PIXEL_COUNT;
      const size = Math.min(shardSize * PIXEL_COUNT, pixels.length - from);
      this.#device.queue.writeBuffer(this.#buffer!, from, pixels as Uint8Array<ArrayBuffer>, from, size);
    }
  }
}

export class KeptDigits {
  readonly #device: GPUDevice;
  readonly #sets = new WeakMap<Uint8Array, KeptSet>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Of these digits; made when they are first seen. */
  of(origin: BatchOrigin): KeptSet {
    const known = this.#sets.get(origin.pixels);
    if (known) return known;
    const set = new KeptSet(this.#device, origin);
    this.#sets.set(origin.pixels, set);
    return set;
  }
}

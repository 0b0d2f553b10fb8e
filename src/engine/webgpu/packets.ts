/**
 * How steps get to the device: several at a time, as a packet (record.ts), by way of buffers that the browser has mapped into
 * this thread's memory, which costs a fraction of what queue.writeBuffer does. A few of them take turns; while all are under
 * way, a packet goes by writeBuffer after all, for a step never waits.
 */
import { type PacketViews, viewsOf } from './record';

const MAPPED_BUFFERS = 3;
/** Mapping costs by the byte: no more is mapped than packets are expected to need, and at least this. */
const LEAST_BYTES = 16_384;

interface Mapped {
  readonly buffer: GPUBuffer;
  readonly views: PacketViews;
}

export class Packets {
  /** What the kernels read. */
  readonly target: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #capacityBytes: number;
  readonly #free: Mapped[] = [];
  readonly #spare: PacketViews;
  #current: Mapped | undefined;
  #wantedBytes: number;
  #isGone = false;

  /** capacityBytes: of a packet, a multiple of 256. */
  constructor(device: GPUDevice, capacityBytes: number) {
    this.#device = device;
    this.#capacityBytes = capacityBytes;
    this.#wantedBytes = Math.min(capacityBytes, LEAST_BYTES);
    this.#spare = viewsOf(new ArrayBuffer(capacityBytes));
    this.target = device.createBuffer({
      size: capacityBytes,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    for (let i = 0; i < MAPPED_BUFFERS; i++) {
      const buffer = device.createBuffer({
        size: capacityBytes,
        usage: GPUBufferUsage.MAP_WRITE | GPUBufferUsage.COPY_SRC,
      });
      void this.#map(buffer);
    }
  }

  get capacityWords(): number {
    return this.#capacityBytes / 4;
  }

  /** Memory for a packet of at least so many words: the one that is begun as long as it is not sent. */
  begin(words: number): PacketViews {
    const fitting = this.#free.findIndex(({ views }) => views.words.length >= words);
    this.#current = fitting === -1 ? undefined : this.#free.splice(fitting, 1)[0];
    return this.#current?.views ?? this.#spare;
  }

  /**
   * Has the begun packet's first words be in the target before what the encoder has next. expected: how many the next ones
   * are likely to have. Returns what to do once the encoder's commands are submitted.
   */
  send(encoder: GPUCommandEncoder, words: number, expected: number): () => void {
    const bytes = 4 * words;
    this.#wantedBytes = Math.min(this.#capacityBytes, Math.max(LEAST_BYTES, 256 * Math.ceil(expected / 64)));
    const current = this.#current;
    this.#current = undefined;
    if (!current) {
      this.#device.queue.writeBuffer(this.target, 0, this.#spare.bytes as Uint8Array<ArrayBuffer>, 0, bytes);
      return () => {};
    }
    current.buffer.unmap();
    encoder.copyBufferToBuffer(current.buffer, 0, this.target, 0, bytes);
    return () => void this.#map(current.buffer);
  }

  dispose(): void {
    this.#isGone = true;
    this.target.destroy();
    for (const { buffer } of this.#free) buffer.destroy();
    this.#current?.buffer.destroy();
  }

  async #map(buffer: GPUBuffer): Promise<void> {
    const bytes = this.#wantedBytes;
    try {
      await buffer.mapAsync(GPUMapMode.WRITE, 0, bytes);
      if (this.#isGone) buffer.destroy();
      else this.#free.push({ buffer, views: viewsOf(buffer.getMappedRange(0, bytes)) });
    } catch {
      // A device that is lost, or an engine that is disposed of: packets go by writeBuffer, to wherever that leads.
      buffer.destroy();
    }
  }
}

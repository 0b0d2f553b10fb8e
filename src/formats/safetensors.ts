/**
 * safetensors, https://huggingface.co/docs/safetensors: eight bytes that say how long the header is, the header in JSON
 * (name, dtype, shape and place of each tensor, and texts under __metadata__), then the numbers, little-endian.
 */
import { refuseFile, shownName } from './refusal';
import { fromUtf8, isObject, own, parseObject, toUtf8 } from './text';

const LENGTH_BYTES = 8;
/** As the format's own readers have it. */
const MOST_HEADER_BYTES = 100_000_000;
const MOST_TENSORS = 1000;

export interface Tensor {
  readonly shape: readonly number[];
  /** As many as the product of the shape, row-major. */
  readonly values: Float32Array;
}

export interface Tensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, side) => product * side, 1);

/** The file's bytes. All tensors are float32. */
export function writeSafetensors({ tensors, metadata }: Tensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: Object.fromEntries(metadata) };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    const end = offset + values.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = JSON.stringify(header);
  // Numbers begin at a multiple of eight, as the format advises: blanks fill the header up.
  const unpadded = toUtf8(text).length;
  const headerBytes = toUtf8(text + ' '.repeat((8 - (unpadded % 8)) % 8));
  const bytes = new Uint8Array(LENGTH_BYTES + headerBytes.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  bytes.set(headerBytes, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerBytes.length;
  for (const { values } of tensors.values()) {
    bytes.set(littleEndian(values), at);
    at += values.byteLength;
  }
  return bytes;
}

/** Every machine that browsers run on keeps numbers little-endian, as all typed arrays of the page's files take for granted. */
const littleEndian = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

export function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < LENGTH_BYTES + 2) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return length >= 2n && length <= BigInt(MOST_HEADER_BYTES) && bytes[LENGTH_BYTES] === 0x7b;
}

/** The tensors, in fresh arrays. Refuses, by throwing, what is damaged, cut short, or not float32. */
export function readSafetensors(bytes: Uint8Array): Tensors {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0, true));
  const start = LENGTH_BYTES + length;
  if (start > bytes.length)
    refuseFile(
      `This safetensors file is cut short: its header goes on to byte ${start}, and it ends at ${bytes.length}.`,
    );
  const what = 'The header of this safetensors file';
  const header = parseObject(fromUtf8(bytes.subarray(LENGTH_BYTES, start), what), what);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  if (entries.length > MOST_TENSORS)
    refuseFile(`This safetensors file holds ${entries.length} tensors, which is too many.`);
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of entries) tensors.set(name, readTensor(bytes, start, name, entry));
  const metadata = own(header, '__metadata__');
  const texts = isObject(metadata) ? Object.entries(metadata) : [];
  return {
    tensors,
    metadata: new Map(texts.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : []))),
  };
}

function readTensor(bytes: Uint8Array, start: number, name: string, entry: unknown): Tensor {
  const called = `Tensor ${shownName(name)}`;
  const dtype = own(entry, 'dtype');
  if (dtype !== 'F32') refuseFile(`${called} is not float32 but ${shownName(String(dtype))}.`);
  const shape = wholeNumbers(own(entry, 'shape'));
  const offsets = wholeNumbers(own(entry, 'data_offsets'));
  if (!shape || offsets?.length !== 2)
    return refuseFile(`${called} has no proper shape and place in the header.`);
  const [from, to] = [start + offsets[0]!, start + offsets[1]!];
  const sizeBytes = sizeOf(shape) * Float32Array.BYTES_PER_ELEMENT;
  if (to - from !== sizeBytes)
    refuseFile(
      `${called} takes ${to - from} bytes, and should take ${sizeBytes} for its shape, ${shape.join(' x ')}.`,
    );
  if (to > bytes.length)
    refuseFile(`${called} is cut short: it goes on to byte ${to}, and the file ends at ${bytes.length}.`);
  return { shape, values: new Float32Array(bytes.slice(from, to).buffer) };
}

function wholeNumbers(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || value.length > 8) return undefined;
  return value.every((number) => Number.isSafeInteger(number) && (number as number) >= 0)
    ? (value as number[])
    : undefined;
}

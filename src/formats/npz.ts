/**
 * Weights as NumPy keeps them: a zip of one .npy file for each array, which numpy.load opens. The .npy header is version 1.0
 * of https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 */
import { namedWeights, type PortableNetwork } from './portable-network';
import { writeZip } from './zip';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** Numbers begin at a multiple of this. */
const ALIGNMENT = 64;

/** The archive's bytes: layers.N.kernel [inputs, units] and layers.N.bias [units], float32. at: the files' time. */
export function networkToNpz({ weights }: PortableNetwork, at: Date): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, shape, values] of namedWeights(weights)) files[`${name}.npy`] = npy(shape, values);
  return writeZip(files, at);
}

function npy(shape: readonly number[], values: Float32Array): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((MAGIC.length + 2 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${text.padEnd(start - MAGIC.length - 3)}\n`;
  const bytes = new Uint8Array(start + values.byteLength);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true);
  for (let i = 0; i < header.length; i++) bytes[MAGIC.length + 2 + i] = header.charCodeAt(i);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  return bytes;
}

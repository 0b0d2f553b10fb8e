/**
 * The part of HDF5 that Keras writes, read by jsfive: groups, numbers that lie in one piece, and texts. What jsfive throws
 * at a damaged file is caught by `reading`, as is what it makes of it without throwing: shapes and lengths are checked here.
 */
import { Dataset, File, Group } from 'jsfive';
import { refuseFile, shownName } from './refusal';
import { sizeOf } from './safetensors';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** More than any network of this page has in one array. */
const MOST_NUMBERS = 2048 * 2048;
const DEEPEST = 8;
const MOST_ARRAYS = 500;

export const isHdf5 = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

export interface Hdf5Array {
  readonly shape: readonly number[];
  /** Its numbers, row-major, as float32. Refuses, by throwing, what is no float32 or float64, or too large. */
  readonly read: () => Float32Array;
}

/** The file's root. Refuses, by throwing, one that is cut short. */
export function openHdf5(bytes: Uint8Array): Group {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // Version 0 of the superblock, which h5py writes unless told otherwise, says where the file ends.
  const end = bytes[8] === 0 ? Number(view.getBigUint64(40, true)) : bytes.length;
  if (end > bytes.length)
    refuseFile(`This HDF5 file is cut short: it should have ${end} bytes, and has ${bytes.length}.`);
  return new File(bytes.slice().buffer, '');
}

/** A group within another; undefined where there is none. */
export function groupIn(group: Group, ...names: readonly string[]): Group | undefined {
  let inner: Group = group;
  for (const name of names) {
    const found = inner.keys.includes(name) ? inner.get(name) : undefined;
    if (!(found instanceof Group)) return undefined;
    inner = found;
  }
  return inner;
}

/** All arrays in a group and the groups in it, by path. */
export function arraysIn(group: Group): ReadonlyMap<string, Hdf5Array> {
  const arrays = new Map<string, Hdf5Array>();
  const walk = (from: Group, path: string, depth: number): void => {
    if (depth > DEEPEST || arrays.size > MOST_ARRAYS)
      refuseFile('This HDF5 file is nested deeper than a network’s weights are.');
    for (const key of from.keys) {
      const item = from.get(key);
      const name = `${path}${key}`;
      if (item instanceof Group) walk(item, `${name}/`, depth + 1);
      else if (item instanceof Dataset)
        arrays.set(name, { shape: item.shape, read: () => numbersOf(item, name) });
    }
  };
  walk(group, '', 0);
  return arrays;
}

/** A text that is attached to a group; undefined where there is none. */
export function textAttribute(group: Group, name: string): string | undefined {
  const value = Object.hasOwn(group.attrs, name) ? group.attrs[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function numbersOf(dataset: Dataset, name: string): Float32Array {
  const { shape, dtype } = dataset;
  const called = `The array ${shownName(name)} in this HDF5 file`;
  if (dtype !== '<f4' && dtype !== '<f8')
    refuseFile(`${called} is not float32 but ${shownName(String(dtype))}.`);
  const size = sizeOf(shape);
  if (!(size > 0 && size <= MOST_NUMBERS))
    refuseFile(`${called} has ${size} numbers: ${MOST_NUMBERS} at most are read.`);
  const value = dataset.value;
  const isWhole =
    Array.isArray(value) && value.length === size && value.every((number) => typeof number === 'number');
  return isWhole ? Float32Array.from(value) : refuseFile(`${called} is damaged.`);
}

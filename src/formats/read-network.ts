/** What is in files that somebody dropped: told by their bytes, for names can say anything. */
import type { Result } from '../core/fault';
import type { ImportedNetwork } from './imported-network';
import { isInklingFile, runFromInklingFile, type TravellingRun } from './inkling-file';
import { isHdf5 } from './hdf5';
import { isKerasZip, networkFromH5, networkFromKeras } from './keras-file';
import { networkFromSafetensors } from './network-safetensors';
import { mayBeOnnx, networkFromOnnx } from './onnx-read';
import { reading, refuseFile, shownName } from './refusal';
import { isSafetensors } from './safetensors';
import { isTfjsModel, networkFromTfjs } from './tfjs-model';
import { fromUtf8, isObject, type JsonObject } from './text';
import { isZip, readZip } from './zip';

export interface NamedFile {
  /** As its owner called it. Only shown, and looked up where one file names another. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type FoundNetwork =
  | { readonly kind: 'network'; readonly network: ImportedNetwork; readonly fileName: string }
  | { readonly kind: 'run'; readonly run: TravellingRun; readonly fileName: string };

/** More than any network of ours comes to. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The network in one file, or in a model.json and the weights beside it. A fault for what is damaged, for a network that is
 * not of this page's kind, and for files that hold none at all.
 */
export const readNetwork = (files: readonly NamedFile[]): Result<FoundNetwork> =>
  reading('a file with a network', () => find(files));

function find(files: readonly NamedFile[]): FoundNetwork {
  for (const { name, bytes } of files) {
    if (bytes.length > MOST_BYTES)
      refuseFile(`${shownName(name)} has ${bytes.length} bytes, which is too much to be a network.`);
  }
  const beside = (path: string): Uint8Array | undefined =>
    files.find(({ name }) => lastName(name) === lastName(path))?.bytes;
  for (const file of files) {
    const found = networkIn(file, beside);
    if (found) return { ...found, fileName: file.name };
  }
  const [first] = files;
  if (!first) return refuseFile('There is no file.');
  if (first.bytes.length === 0) return refuseFile(`${shownName(first.name)} is empty.`);
  return refuseFile(
    `${shownName(first.name)} is none of the files that can be opened here: an Inkling file, a TensorFlow.js model, .keras, .h5, .onnx or .safetensors.`,
  );
}

const lastName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

type Found =
  | { readonly kind: 'network'; readonly network: ImportedNetwork }
  | { readonly kind: 'run'; readonly run: TravellingRun };

function networkIn(
  { bytes }: NamedFile,
  beside: (path: string) => Uint8Array | undefined,
): Found | undefined {
  if (isZip(bytes)) return networkInZip(bytes);
  if (isHdf5(bytes)) return { kind: 'network', network: networkFromH5(bytes) };
  const json = objectIn(bytes);
  if (json && isTfjsModel(json)) return { kind: 'network', network: networkFromTfjs(json, beside) };
  if (isSafetensors(bytes)) return { kind: 'network', network: networkFromSafetensors(bytes) };
  if (mayBeOnnx(bytes)) return { kind: 'network', network: networkFromOnnx(bytes) };
  return undefined;
}

function networkInZip(bytes: Uint8Array): Found {
  const entries = readZip(bytes, 'This archive', { mostBytes: MOST_BYTES, mostFiles: 1000 });
  if (isInklingFile(entries)) return { kind: 'run', run: runFromInklingFile(entries) };
  if (isKerasZip(entries)) return { kind: 'network', network: networkFromKeras(entries) };
  const named = (path: string): Uint8Array | undefined =>
    entries.find(({ name }) => lastName(name) === lastName(path))?.read();
  for (const { name, read } of entries) {
    const inner = lastName(name);
    if (inner.startsWith('.')) continue;
    const found = /\.(json|onnx|safetensors|h5|hdf5)$/i.test(inner) ? inZip(read(), named) : undefined;
    if (found) return found;
  }
  return refuseFile(`There is no network in this archive of ${entries.length} files.`);
}

/** A file of an archive; archives within archives are not opened. */
const inZip = (bytes: Uint8Array, named: (path: string) => Uint8Array | undefined): Found | undefined =>
  isZip(bytes) ? undefined : networkIn({ name: '', bytes }, named);

/** JSON of the file, when it begins like an object. A model.json is small but for weights that are not in it. */
function objectIn(bytes: Uint8Array): JsonObject | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  if (!/^\s*\{/.test(String.fromCharCode(...bytes.subarray(start, start + 32)))) return undefined;
  let json: unknown;
  const text = fromUtf8(bytes, 'This file');
  try {
    json = JSON.parse(text);
  } catch {
    return refuseFile('This file begins like JSON, but is damaged or cut short.');
  }
  return isObject(json) ? json : undefined;
}

/** Fetches what the manifest lists, and turns it into plain bytes: the digits' pixels or their labels. */
import { type Result, ok } from '../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { type FetchOptions, fetchFile } from './fetch-file';
import type { DigitLayout } from './layout';
import { type Manifest, ManifestError, type ManifestFile, parseManifest } from './manifest';
import { PngError, decodeGreyPng } from './png';
import { sha256Hex } from './sha256';
import { datasetFault } from './what-came';

export async function loadManifest(
  baseUrl: string,
  layout: DigitLayout,
  options: FetchOptions,
): Promise<Result<Manifest>> {
  const body = await fetchFile({ url: `${baseUrl}manifest.json` }, options);
  if (!body.ok) return body;
  try {
    return ok(parseManifest(new TextDecoder().decode(body.value), layout));
  } catch (error) {
    if (error instanceof ManifestError) return datasetFault('damaged', error.message);
    throw error;
  }
}

/**
 * Loads a file into its place among the digits: uint8 [count, 784] for one of pixels, uint8 [count] for one of labels. After a
 * fault that place holds anything.
 */
export async function loadFile(
  baseUrl: string,
  file: ManifestFile,
  into: Uint8Array,
  options: FetchOptions,
): Promise<Result<void>> {
  const { path, sizeBytes, sha256, count, pixelsSha256 } = file;
  const corrupt = (problem: string): Result<never> => datasetFault('damaged', `${path}: ${problem}`);
  const request = { url: baseUrl + path, sizeBytes, sha256 };
  const holdsTheSame = (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
    holdsPixels(bytes, count, pixelsSha256!);
  const body = await fetchFile(pixelsSha256 === undefined ? request : { ...request, holdsTheSame }, options);
  if (!body.ok) return body;
  if (file.kind === 'labels') {
    const isRight = body.value.length === count && body.value.every((label) => label < CLASS_COUNT);
    if (!isRight) return corrupt('not a label for every digit');
    into.set(body.value);
    return ok(undefined);
  }
  try {
    const { width, height } = await decodeGreyPng(body.value, into);
    return width === PIXEL_COUNT && height === count
      ? ok(undefined)
      : corrupt('not one row of pixels per digit');
  } catch (error) {
    if (error instanceof PngError) return corrupt(error.message);
    throw error;
  }
}

/** Whether it is a picture of these pixels: those of a sheet that a proxy has compressed anew are as good as ours. */
async function holdsPixels(
  file: Uint8Array<ArrayBuffer>,
  count: number,
  pixelsSha256: string,
): Promise<boolean> {
  try {
    const pixels = new Uint8Array(count * PIXEL_COUNT);
    await decodeGreyPng(file, pixels);
    return (await sha256Hex(pixels)) === pixelsSha256;
  } catch (error) {
    if (error instanceof PngError) return false;
    throw error;
  }
}

/** Fetches what the manifest lists, and turns it into plain bytes: the digits' pixels or their labels. */
import { type Result, errorText, ok } from '../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { type FetchOptions, datasetFault, fetchFile } from './fetch-file';
import type { DigitLayout } from './layout';
import { type Manifest, type ManifestFile, parseManifest } from './manifest';
import { PngError, decodeGreyPng } from './png';

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
    return datasetFault('dataset-corrupt', errorText(error));
  }
}

/** uint8 [count, 784] for a file of pixels, uint8 [count] for one of labels. */
export async function loadFile(
  baseUrl: string,
  file: ManifestFile,
  options: FetchOptions,
): Promise<Result<Uint8Array>> {
  const { path, sizeBytes, sha256, count } = file;
  const corrupt = (problem: string): Result<never> => datasetFault('dataset-corrupt', `${path}: ${problem}`);
  const body = await fetchFile({ url: baseUrl + path, sizeBytes, sha256 }, options);
  if (!body.ok) return body;
  if (file.kind === 'labels') {
    const isRight = body.value.length === count && body.value.every((label) => label < CLASS_COUNT);
    return isRight ? body : corrupt('not a label for every digit');
  }
  try {
    const { width, height, pixels } = await decodeGreyPng(body.value);
    return width === PIXEL_COUNT && height === count
      ? ok(pixels)
      : corrupt('not one row of pixels per digit');
  } catch (error) {
    if (error instanceof PngError) return corrupt(error.message);
    throw error;
  }
}

/** The page's own digits for Node: public/mnist through the page's loader, sums checked. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DigitStore } from '../../src/dataset/digit-store';

const BASE_URL = new URL('../../public/mnist/', import.meta.url).href;

const fetchFromDisk: typeof fetch = async (input) =>
  new Response(await readFile(fileURLToPath(input instanceof Request ? input.url : input)));

/** All 70,000, in memory. Throws when a file is missing or damaged. */
export async function loadDigits(): Promise<DigitStore> {
  const digits = new DigitStore({ baseUrl: BASE_URL, fetch: fetchFromDisk, onProgress: () => {} });
  const loaded = await digits.load();
  if (!loaded.ok) throw new Error(loaded.fault.detail ?? loaded.fault.message);
  return digits;
}

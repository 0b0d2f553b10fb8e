import { type Result, ok } from '../../core/fault';
import type { LayerWeights } from '../../core/network';
import { decodeNetwork, type NetworkRecord, parseNetworkRecord } from '../../core/network-file';
import { type FetchOptions, fetchFile, STALL_MS } from '../../dataset/fetch-file';

export interface StoredNetwork {
  readonly record: NetworkRecord;
  readonly weights: readonly LayerWeights[];
}

export const FETCH_NETWORK: FetchOptions = {
  fetch: (...request) => fetch(...request),
  retries: 2,
  retryDelayMs: 500,
  stallMs: STALL_MS,
};

/** Fetches and checks `<url>.json` and `<url>.bin`. */
export async function fetchNetwork(url: string, options: FetchOptions): Promise<Result<StoredNetwork>> {
  const text = await fetchFile({ url: `${url}.json` }, options);
  if (!text.ok) return text;
  const parsed = parseNetworkRecord(new TextDecoder().decode(text.value));
  if (!parsed.ok) return parsed;
  const record = parsed.value;
  const { sizeBytes, sha256 } = record;
  const bytes = await fetchFile({ url: `${url}.bin`, sizeBytes, sha256 }, options);
  if (!bytes.ok) return bytes;
  const decoded = decodeNetwork(record, bytes.value);
  return decoded.ok ? ok({ record, weights: decoded.value }) : decoded;
}

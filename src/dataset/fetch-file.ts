/**
 * Downloads one file of the set: byte by byte progress, several attempts with growing pauses, and nothing believed before
 * its size and checksum are right. A damaged file is asked for again past the HTTP cache, where the damage may be kept.
 */
import pRetry from 'p-retry';
import { type FaultCode, type Result, errorText, fail, ok } from '../core/fault';
import { sha256Hex } from './sha256';

export interface FileRequest {
  readonly url: string;
  /** Known for every file but the manifest itself. */
  readonly sizeBytes?: number;
  /** Lower-case hex. */
  readonly sha256?: string;
}

export interface FetchOptions {
  readonly fetch: typeof fetch;
  /** Attempts after the first. */
  readonly retries: number;
  /** Pause before the second attempt; each later pause is twice as long. */
  readonly retryDelayMs: number;
  /** An attempt that brings no bytes for this long has failed. */
  readonly stallMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Bytes received so far in this attempt: a new attempt counts from 0 again. */
  onBytes?(receivedBytes: number): void;
}

type DatasetCode = Extract<FaultCode, 'dataset-fetch' | 'dataset-corrupt'>;

const MESSAGES: Readonly<Record<DatasetCode, string>> = {
  'dataset-fetch': 'Some of the digits could not be downloaded; those already here are kept.',
  'dataset-corrupt': 'Some of the digits arrived damaged and were not used; those already here are kept.',
};

export const datasetFault = (code: DatasetCode, detail: string): Result<never> =>
  fail({ code, message: MESSAGES[code], remedy: 'retry-data', detail });

class Corrupt extends Error {}

/** The body's bytes. Refuses, as soon as it is seen, a body that is not of the announced size. */
async function readBody(
  response: Response,
  sizeBytes: number | undefined,
  onBytes: (receivedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let receivedBytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) break;
    receivedBytes += value.length;
    if (sizeBytes !== undefined && receivedBytes > sizeBytes) {
      await reader?.cancel().catch(() => undefined);
      throw new Corrupt(`longer than ${sizeBytes} bytes`);
    }
    parts.push(value);
    onBytes(receivedBytes);
  }
  if (sizeBytes !== undefined && receivedBytes < sizeBytes) {
    throw new Corrupt(`${receivedBytes} of ${sizeBytes} bytes`);
  }
  const bytes = new Uint8Array(receivedBytes);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

async function attempt(
  request: FileRequest,
  options: FetchOptions,
  cache: RequestCache,
): Promise<Uint8Array<ArrayBuffer>> {
  const stall = new AbortController();
  const restartStallTimer = () =>
    setTimeout(() => stall.abort(new Error(`no bytes for ${options.stallMs} ms`)), options.stallMs);
  let stallTimer = restartStallTimer();
  try {
    // Called as a plain function: browsers refuse their own fetch as a method of another object.
    const { fetch } = options;
    const signal = options.signal ? AbortSignal.any([options.signal, stall.signal]) : stall.signal;
    const response = await fetch(request.url, { cache, signal });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    const bytes = await readBody(response, request.sizeBytes, (receivedBytes) => {
      clearTimeout(stallTimer);
      stallTimer = restartStallTimer();
      options.onBytes?.(receivedBytes);
    });
    clearTimeout(stallTimer);
    if (request.sha256 !== undefined && (await sha256Hex(bytes)) !== request.sha256) {
      throw new Corrupt('wrong checksum');
    }
    return bytes;
  } catch (error) {
    // p-retry gives up at once on a TypeError that it does not know for a network error; every failure here is worth a retry.
    throw error instanceof Corrupt ? error : new Error(errorText(error), { cause: error });
  } finally {
    clearTimeout(stallTimer);
  }
}

/** The file's bytes, or why they could not be had. Rejects with the signal's reason when the caller aborts. */
export async function fetchFile(
  request: FileRequest,
  options: FetchOptions,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  // Without a checksum there is no telling a stale copy from a fresh one, so the server is always asked.
  const firstCache = request.sha256 === undefined ? 'no-cache' : 'default';
  try {
    const bytes = await pRetry((number) => attempt(request, options, number === 1 ? firstCache : 'reload'), {
      retries: options.retries,
      minTimeout: options.retryDelayMs,
      factor: 2,
      signal: options.signal,
    });
    return ok(bytes);
  } catch (error) {
    options.signal?.throwIfAborted();
    const code = error instanceof Corrupt ? 'dataset-corrupt' : 'dataset-fetch';
    return datasetFault(code, `${request.url}: ${errorText(error)}`);
  }
}

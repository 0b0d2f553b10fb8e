/**
 * Downloads one file of the set: byte by byte progress, several attempts with growing pauses, and nothing believed before
 * its checksum is right, or the caller finds the same content in it all the same. A wrong file is asked for again past the HTTP
 * cache, where it may be kept. What is neither the network's doing nor the file's is a bug, and rejects.
 */
import pRetry from 'p-retry';
import { type Result, errorText, ok } from '../core/fault';
import { sha256Hex } from './sha256';
import { datasetFault, isPage, whatCame } from './what-came';

export interface FileRequest {
  readonly url: string;
  /** Known for every file but the manifest itself. */
  readonly sizeBytes?: number;
  /** Lower-case hex. */
  readonly sha256?: string;
  /** Whether bytes with another checksum hold what the file holds, as a picture that was compressed anew does. */
  readonly holdsTheSame?: (bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;
}

export interface FetchOptions {
  readonly fetch: typeof fetch;
  /** Attempts after the first. */
  readonly retries: number;
  /** Pause before the second attempt; each later pause is twice as long. */
  readonly retryDelayMs: number;
  /** An attempt that brings no bytes for this long has failed, and the second such is the last: nobody waits for ever. */
  readonly stallMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Bytes received so far in this attempt: a new attempt counts from 0 again. */
  onBytes?(receivedBytes: number): void;
}

/** So long may nothing come of a file that is on its way, in ms. Poor lines are silent for ten seconds and go on. */
export const STALL_MS = 15_000;
const MOST_STALLS = 2;

/** A file that was compressed anew may be so many times as long as it was; what is longer is not read to its end. */
const MOST_GROWTH = 2;

type Problem = Parameters<typeof datasetFault>[0] | 'no-answer' | 'stall';

/** Why an attempt has failed, where that is not our own fault. */
class Failure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** What the network answers. What it refuses is a Failure. */
async function ask<T>(question: Promise<T>, problem: Problem = 'unreachable'): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(problem, errorText(error));
  }
}

/** The body's bytes. Refuses, as soon as it is seen, a body that is far longer than announced. */
async function readBody(
  response: Response,
  sizeBytes: number | undefined,
  onBytes: (receivedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let receivedBytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (reader && (await ask(reader.read()))) ?? { done: true };
    if (done || value === undefined) break;
    receivedBytes += value.length;
    if (sizeBytes !== undefined && receivedBytes > MOST_GROWTH * sizeBytes) {
      await reader?.cancel().catch(() => undefined);
      const begins = parts[0] ?? value;
      const problem = isPage(begins, response.headers.get('content-type')) ? 'page' : 'cut';
      throw new Failure(problem, `longer than ${sizeBytes} bytes`);
    }
    parts.push(value);
    onBytes(receivedBytes);
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
  const { url, sizeBytes, sha256, holdsTheSame } = request;
  // One signal for both reasons: AbortSignal.any is younger than the oldest browsers that the page runs in.
  const ending = new AbortController();
  const endWithCaller = (): void => ending.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', endWithCaller);
  const restartStallTimer = () =>
    setTimeout(
      () => ending.abort(new Failure('stall', `no bytes for ${options.stallMs} ms`)),
      options.stallMs,
    );
  let stallTimer = restartStallTimer();
  try {
    // Called as a plain function: browsers refuse their own fetch as a method of another object.
    const { fetch } = options;
    const response = await ask(fetch(url, { cache, signal: ending.signal }), 'no-answer');
    if (!response.ok) throw new Failure('unreachable', `HTTP status ${response.status}`);
    const bytes = await readBody(response, sizeBytes, (receivedBytes) => {
      clearTimeout(stallTimer);
      stallTimer = restartStallTimer();
      options.onBytes?.(receivedBytes);
    });
    clearTimeout(stallTimer);
    const type = response.headers.get('content-type');
    if (sha256 === undefined) {
      if (isPage(bytes, type)) throw new Failure('page', 'a page in its place');
      return bytes;
    }
    // Over plain http the sum's own code is fetched, which may fail too.
    if ((await ask(sha256Hex(bytes))) === sha256 || (await holdsTheSame?.(bytes)) === true) return bytes;
    throw new Failure(
      whatCame(bytes, type, sizeBytes),
      `wrong checksum, ${bytes.length} of ${sizeBytes} bytes`,
    );
  } finally {
    clearTimeout(stallTimer);
    options.signal?.removeEventListener('abort', endWithCaller);
  }
}

/**
 * Whether the server, or something that answers in its place, sends us elsewhere: to another site, which browsers refuse
 * without saying so.
 */
async function isSentElsewhere(url: string, { fetch, stallMs }: FetchOptions): Promise<boolean> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), stallMs);
  try {
    const options = { redirect: 'manual', cache: 'no-store', signal: ending.signal } as const;
    const { type, body } = await fetch(url, options);
    await body?.cancel();
    return type === 'opaqueredirect';
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The file's bytes, or why they could not be had. Rejects with the signal's reason when the caller aborts, and with whatever
 * bug it met.
 */
export async function fetchFile(
  request: FileRequest,
  options: FetchOptions,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  // Without a checksum there is no telling a stale copy from a fresh one, so the server is always asked.
  const firstCache = request.sha256 === undefined ? 'no-cache' : 'default';
  let stalls = 0;
  const mayTryAgain = (error: unknown): boolean =>
    error instanceof Failure && (error.problem !== 'stall' || ++stalls < MOST_STALLS);
  try {
    const bytes = await pRetry((number) => attempt(request, options, number === 1 ? firstCache : 'reload'), {
      retries: options.retries,
      minTimeout: options.retryDelayMs,
      factor: 2,
      shouldRetry: ({ error }) => mayTryAgain(error),
      signal: options.signal,
    });
    return ok(bytes);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    const { problem, message } = error;
    const detail = `${request.url}: ${message}`;
    if (problem === 'stall') return datasetFault('unreachable', detail);
    if (problem !== 'no-answer') return datasetFault(problem, detail);
    return datasetFault((await isSentElsewhere(request.url, options)) ? 'page' : 'unreachable', detail);
  }
}

/** Stands in for fetch in tests: serves files from memory, in pieces, and misbehaves on request. */
type Bytes = Uint8Array<ArrayBuffer>;
export type Answer = (body: Bytes) => Response | Promise<Response>;

const PIECE_BYTES = 1000;

const streamOf = (bytes: Bytes): ReadableStream<Bytes> => {
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(offset, offset + PIECE_BYTES));
      offset += PIECE_BYTES;
    },
  });
};

export const answers = {
  whole: (body: Bytes) => new Response(streamOf(body)),
  missing: () => new Response('not found', { status: 404 }),
  /** A failure in words that no list of known network errors has. */
  offline: () => Promise.reject(new TypeError('the line is dead')),
  truncated: (body: Bytes) => new Response(streamOf(body.slice(0, body.length >> 1))),
  tooLong: (body: Bytes) => new Response(streamOf(new Uint8Array(body.length + 5000))),
  flipped: (body: Bytes) =>
    new Response(streamOf(body.map((byte, index) => (index === body.length >> 1 ? byte ^ 1 : byte)))),
  /** What a network shows whoever has not signed in. */
  page: () => new Response('\n<!DOCTYPE html><title>Sign in</title>'),
  /** The same with an honest type and no markup at its beginning. */
  typedPage: () => new Response('Sign in', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  /** One that is longer than many a file. */
  longPage: () => new Response(`<html>${' '.repeat(20_000)}</html>`),
  webp: () => new Response(new TextEncoder().encode('RIFF1234WEBPVP8L')),
  /** Some of the body, and then nothing more. */
  stalled: (body: Bytes) =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(body.slice(0, body.length >> 1)),
      }),
    ),
} satisfies Record<string, Answer>;

export class FakeServer {
  readonly baseUrl = 'https://example.org/mnist/';
  readonly requests: { path: string; cache: string | undefined }[] = [];
  /** What to answer instead, by path: the first request gets the first entry, and so on; 'always' for every request. */
  readonly misbehaviour = new Map<string, Answer[] | { always: Answer }>();
  /** What is answered to who follows no redirection. */
  atFirstHand = (): Response => answers.missing();
  readonly files: Map<string, Bytes>;

  constructor(files: Map<string, Bytes>) {
    this.files = files;
  }

  requestsFor(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = new Request(input).url.slice(this.baseUrl.length);
    if (init?.redirect === 'manual') return this.atFirstHand();
    this.requests.push({ path, cache: init?.cache });
    const planned = this.misbehaviour.get(path);
    const answer = Array.isArray(planned) ? planned.shift() : planned?.always;
    const body = this.files.get(path);
    const response = await (body === undefined ? answers.missing() : (answer ?? answers.whole)(body));
    return endWith(response, init?.signal);
  };
}

/** As fetch does: an aborted signal also ends a body that is still on its way. */
function endWith(response: Response, signal: AbortSignal | null | undefined): Response {
  signal?.throwIfAborted();
  const { body } = response;
  if (body === null || !signal) return response;
  const { readable, writable } = new TransformStream<Bytes, Bytes>();
  body.pipeTo(writable, { signal }).catch(() => undefined);
  return new Response(readable, { status: response.status, headers: response.headers });
}

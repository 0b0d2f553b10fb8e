/**
 * The headers that kept files are answered with. They are ours, not the host's: the types are right whatever the host says,
 * and the page is cross-origin isolated on a host that knows nothing of that.
 */

const TYPES: Readonly<Record<string, string>> = {
  bin: 'application/octet-stream',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
};

/** The Content-Type of a file of ours, by the end of its name. */
export const typeOf = (path: string): string =>
  TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

/**
 * What isolates. 'require-corp', for Safari knows no 'credentialless', and the page has nothing from elsewhere. The resource
 * policy lets any page show this one in a frame, also one that is isolated itself. referrer: the page that a document was
 * opened from, else ''. A tab that was opened from the page in a frame may have inherited that frame's sandbox, where browsers
 * refuse documents with an opener policy: it does without.
 */
export const isolationHeaders = (referrer = ''): Readonly<Record<string, string>> => ({
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...(!/[?&]embed=1/.test(referrer) && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
});

/** The same answer, isolating. One that cannot be read (a redirect) is handed on as it is. referrer: as above. */
export function isolated(response: Response, referrer?: string): Response {
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders(referrer))) headers.set(name, value);
  return new Response(body, { status, statusText, headers });
}

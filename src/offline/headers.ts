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
 * 'require-corp', for Safari knows no 'credentialless', and the page has nothing from elsewhere. The resource policy lets any
 * page show this one in a frame, also one that is isolated itself.
 */
export const ISOLATION: Readonly<Record<string, string>> = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** For documents; without a meaning for what else is answered. */
export const OPENER_POLICY = { 'Cross-Origin-Opener-Policy': 'same-origin' } as const;

/**
 * The same answer, isolating. An answer that cannot be read (a redirect) is handed on as it is. referrer: of a request for
 * a document, else ''. A tab that was opened from the page in a frame may have inherited that frame's sandbox, where browsers
 * refuse documents with an opener policy: it does without.
 */
export function isolated(response: Response, referrer = ''): Response {
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  const policy = /[?&]embed=1/.test(referrer) ? ISOLATION : { ...ISOLATION, ...OPENER_POLICY };
  for (const [name, value] of Object.entries(policy)) headers.set(name, value);
  return new Response(body, { status, statusText, headers });
}

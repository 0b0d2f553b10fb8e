/** Vite's own servers send the headers that the service worker adds on other hosts. */
import type { Connect, Plugin } from 'vite';
import { isolationHeaders } from '../src/offline/headers.ts';

/** Over plain http from another machine the headers would do nothing, but have the browser complain. */
const isTrusted = (host = ''): boolean => /^(localhost|127\.|\[::1\])/.test(host);

const isolate: Connect.NextHandleFunction = (request, response, next) => {
  if (!isTrusted(request.headers.host)) return next();
  for (const [name, value] of Object.entries(isolationHeaders(request.headers.referer)))
    response.setHeader(name, value);
  next();
};

export const isolationPlugin = (): Plugin => ({
  name: 'isolation',
  configureServer: ({ middlewares }) => void middlewares.use(isolate),
  configurePreviewServer: ({ middlewares }) => void middlewares.use(isolate),
});

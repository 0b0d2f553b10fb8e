/** Vite's own servers send the headers that the service worker adds on other hosts. */
import type { Connect, Plugin } from 'vite';
import { isolationHeaders } from '../src/offline/headers.ts';

const isolate: Connect.NextHandleFunction = (request, response, next) => {
  for (const [name, value] of Object.entries(isolationHeaders(request.headers.referer)))
    response.setHeader(name, value);
  next();
};

export const isolationPlugin = (): Plugin => ({
  name: 'isolation',
  configureServer: ({ middlewares }) => void middlewares.use(isolate),
  configurePreviewServer: ({ middlewares }) => void middlewares.use(isolate),
});

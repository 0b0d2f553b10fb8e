/** The two pages that the benchmark opens: its own lab, built apart from the shipped page, and the shipped page itself. */
import { fileURLToPath } from 'node:url';
import { type PreviewServer, build, preview } from 'vite';
import { isolationHeaders } from '../../src/offline/headers.ts';
import { kernelsPlugin } from '../build-kernels.ts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const LAB_OUTPUT = inRepository('node_modules/.cache/bench-lab');
const LAB_PORT = 4191;
const PAGE_PORT = 4192;

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

async function serve(
  root: string,
  outDir: string,
  port: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const server: PreviewServer = await preview({
    configFile: false,
    logLevel: 'warn',
    root,
    base: './',
    build: { outDir },
    preview: { port, host: '127.0.0.1', strictPort: true, headers: { ...headers } },
  });
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** isolated: with the headers that the page itself comes with, which let libraries share memory among threads. */
export async function serveLab({ isolated }: { readonly isolated: boolean }): Promise<Site> {
  const root = inRepository('scripts/bench-lab');
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    base: './',
    publicDir: inRepository('public'),
    plugins: [kernelsPlugin()],
    worker: { format: 'es', plugins: () => [] },
    build: { target: 'es2023', outDir: LAB_OUTPUT, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  });
  return serve(root, LAB_OUTPUT, LAB_PORT, isolated ? isolationHeaders() : {});
}

/** isolated: as the page is from its second load on, with threads. */
export async function servePage({ isolated = false } = {}): Promise<Site> {
  const outDir = inRepository('dist');
  // Always anew: an old build would be measured without anybody noticing.
  await build({ logLevel: 'warn', root: inRepository('.') });
  return serve(inRepository('.'), outDir, PAGE_PORT, isolated ? isolationHeaders() : {});
}

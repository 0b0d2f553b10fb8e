/** A static host that knows nothing of the page: it sends files with their type and no header more. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeServiceWorker } from '../scripts/service-worker';

/** The built page. */
export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
};

export class PlainHost {
  readonly #server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname.replace(/\/$/, '/index.html');
    const other = this.others[path];
    if (other !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html', ...other.headers }).end(other.html);
      return;
    }
    try {
      const body = readFileSync(join(this.folder, path));
      response.setHeader('Content-Type', TYPES[path.split('.').at(-1)!] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.writeHead(404).end('not here');
    }
  });
  /** What it serves; may change at any time. */
  folder = DIST;

  /** Pages of others, by their path. */
  others: Readonly<Record<string, { html: string; headers: Record<string, string> }>> = {};

  /** Its address, when it listens. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** As if the network were gone. */
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/**
 * The built page as its next version: every script and style has another name, and the document says that it is version 2.
 * The folder, and what deletes it.
 */
export async function nextVersion(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-next-'));
  cpSync(DIST, folder, { recursive: true });
  rmSync(join(folder, 'service-worker.js'));
  const assets = join(folder, 'assets');
  const names = readdirSync(assets);
  const renamed = (name: string): string => name.replace(/\.(\w+)$/, '2.$1');
  const change = (text: string): string =>
    text.replace(/[\w.-]+\.(?:js|css|wasm)\b/g, (name) => (names.includes(name) ? renamed(name) : name));
  for (const name of names) {
    if (/\.(?:js|css)$/.test(name))
      writeFileSync(join(assets, name), change(readFileSync(join(assets, name), 'utf8')));
    renameSync(join(assets, name), join(assets, renamed(name)));
  }
  const document = join(folder, 'index.html');
  const html = change(readFileSync(document, 'utf8'));
  writeFileSync(document, html.replace('</head>', '<meta name="version" content="2" /></head>'));
  await writeServiceWorker(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

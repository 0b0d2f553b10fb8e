// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { openWorker } from './open-worker';

afterEach(() => void vi.unstubAllGlobals());

const refuse = (): never => {
  throw new DOMException('cannot be accessed from origin null', 'SecurityError');
};

it('takes a worker by its address where the browser makes one', () => {
  const worker = new EventTarget() as Worker;
  expect(openWorker(() => worker, 'http://host/a.js', 'a')).toBe(worker);
});

it('imports the address from a worker of a few lines where its own address is refused', async () => {
  const made: { address: string; options: unknown }[] = [];
  const lines: Blob[] = [];
  const revoked: string[] = [];
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      constructor(address: string, options: unknown) {
        super();
        made.push({ address, options });
      }
    },
  );
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => `blob:${lines.push(blob)}`,
    revokeObjectURL: (address: string) => revoked.push(address),
  });
  const worker = openWorker(refuse, 'http://host/"a".js', 'reader');
  expect(made).toEqual([{ address: 'blob:1', options: { name: 'reader' } }]);
  expect(await lines[0]!.text()).toContain(String.raw`import("http://host/\"a\".js")`);
  expect(lines[0]!.type).toBe('text/javascript');
  expect(revoked).toEqual([]);
  worker.dispatchEvent(new Event('message'));
  expect(revoked).toEqual(['blob:1']);
});

it('gives one that has died, with the first refusal, where the browser makes none at all', async () => {
  vi.stubGlobal('Worker', refuse);
  const worker = openWorker(refuse, 'http://host/a.js', 'a');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  worker.postMessage('anyone?');
  const heard = await new Promise<ErrorEvent>((resolve) =>
    worker.addEventListener('error', (event) => resolve(event)),
  );
  expect(heard.message).toBe('cannot be accessed from origin null');
  worker.terminate();
});

/**
 * Makes workers where that is not as simple as it should be. In a frame that its page has shut off (sandbox without
 * allow-same-origin) no address is the frame's own, so the browser refuses a worker by its address; one made of a few lines
 * that import the address is let through, as a classic script only, if the server allows any page to have its scripts, as static hosts do. Where nothing
 * helps, the answer is a worker that has died at once: whoever watches it hears of that as of any other death.
 */

/** direct: makes the worker by its address. url: that address, absolute. name: as debuggers and tests show it. */
export function openWorker(direct: () => Worker, url: string, name: string): Worker {
  try {
    return direct();
  } catch (refusal) {
    try {
      const address = URL.createObjectURL(new Blob([importing(url)], { type: 'text/javascript' }));
      const worker = new Worker(address, { name });
      worker.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
      return worker;
    } catch {
      return stillbornWorker(refusal);
    }
  }
}

/** What comes before the import has arrived is kept for it, and an import that fails is the worker's own error. */
const importing = (url: string): string => `
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
import(${JSON.stringify(url)}).then(
  () => {
    removeEventListener('message', keep);
    for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports }));
  },
  (error) => setTimeout(() => { throw error; }),
);`;

/** Takes every message and answers none; says what it died of when those who made it have begun to listen. */
function stillbornWorker(refusal: unknown): Worker {
  const message = refusal instanceof Error ? refusal.message : String(refusal);
  const worker = Object.assign(new EventTarget(), {
    postMessage: () => {},
    terminate: () => {},
    onmessage: null,
    onmessageerror: null,
    onerror: null,
  });
  setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { message })));
  return worker;
}

/**
 * The page's end of the worker that finds digits on pictures. It is spawned when the first picture comes, and once more after a
 * picture that it did not get done with: nothing that a picture does can hang the page.
 */
import * as Comlink from 'comlink';
import type { RgbaPicture } from '../core/paper/picture';
import type { PaperAnswer, PaperApi, PaperProblem } from '../protocol/paper';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import paperUrl from '../worker/paper/paper-entry.ts?worker&url';
import { openWorker } from './open-worker';
import { asWatched, watchWorker } from './watch-worker';

/** So long a picture may take on the slowest machine. */
const LONGEST_MS = 45_000;

export type PaperTrouble = PaperProblem | 'broke' | 'too-slow';
export type PaperReply =
  | Extract<PaperAnswer, { ok: true }>
  | { readonly ok: false; readonly problem: PaperTrouble };

interface PaperLink {
  readonly worker: Worker;
  readonly remote: Comlink.Remote<PaperApi>;
  /** Resolves when it has ended. */
  readonly died: Promise<void>;
  readonly stopWatching: () => void;
}

let link: PaperLink | undefined;

function linked(): PaperLink {
  if (link) return link;
  const url = new URL(paperUrl, import.meta.url).href;
  const worker = openWorker(() => new Worker(url, { type: 'module', name: 'paper' }), url, 'paper');
  const remote = Comlink.wrap<PaperApi>(worker);
  let stopWatching = (): void => {};
  const died = new Promise<void>((resolve) => {
    const onDeath = (): void => {
      // Also of one that had nothing to do: the next picture has another.
      if (link?.worker === worker) dropLink();
      resolve();
    };
    stopWatching = watchWorker(worker, asWatched(remote), { onDeath });
  });
  link = { worker, remote, died, stopWatching };
  return link;
}

function dropLink(): void {
  link?.stopWatching();
  link?.worker.terminate();
  link = undefined;
}

async function ask(
  question: (remote: Comlink.Remote<PaperApi>) => Promise<PaperAnswer>,
): Promise<PaperReply> {
  const { remote, died } = linked();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const trouble = new Promise<PaperReply>((resolve) => {
    void died.then(() => resolve({ ok: false, problem: 'broke' }));
    timer = setTimeout(resolve, LONGEST_MS, { ok: false, problem: 'too-slow' });
  });
  const reply = await Promise.race([
    question(remote).catch((): PaperReply => ({ ok: false, problem: 'broke' })),
    trouble,
  ]);
  clearTimeout(timer);
  if (!reply.ok && (reply.problem === 'broke' || reply.problem === 'too-slow')) dropLink();
  return reply;
}

/** Finds the digits in a picture file. networksUrl: absolute, ends in a slash. Never rejects, and always settles. */
export async function findOnPaper(networksUrl: string, file: Blob): Promise<PaperReply> {
  const reply = await ask((remote) => remote.readFile(networksUrl, file));
  if (reply.ok || reply.problem !== 'no-canvas') return reply;
  const picture = await unpackedOnPage(file);
  if (!picture) return { ok: false, problem: 'unreadable' };
  return ask((remote) => remote.readPicture(networksUrl, Comlink.transfer(picture, [picture.data.buffer])));
}

/** For browsers whose workers have no canvas. An element shows a picture upright, as its camera says. */
async function unpackedOnPage(
  file: Blob,
): Promise<(RgbaPicture & { data: Uint8ClampedArray<ArrayBuffer> }) | undefined> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return undefined;
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { data, width, height };
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

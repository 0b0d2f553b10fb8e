/**
 * What a page holds on to: the live heap of its main thread and of each of its workers after the garbage is collected, nodes,
 * listeners, the number of threads, and tfjs's tensors. All of it by the browser's own tools, so that the page needs no door
 * for it.
 */
import type { CDPSession, Page, Worker } from '@playwright/test';

export interface Held {
  /** Live bytes of the main thread's heap. */
  readonly pageBytes: number;
  /** Live bytes of all workers' heaps together, and of the buffers that they own. */
  readonly workerBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly threads: number;
  /** Of tfjs, in the thread that trains; 0 where another engine does. */
  readonly tensors: number;
}

export const HELD_KEYS = ['pageBytes', 'workerBytes', 'nodes', 'listeners', 'threads', 'tensors'] as const;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A worker's own tools, through the session of its page. */
class WorkerSession {
  readonly #session: CDPSession;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(session: CDPSession, sessionId: string) {
    this.#session = session;
    this.#sessionId = sessionId;
  }

  hear(message: string): void {
    const answer = JSON.parse(message) as Answer;
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }

  /** Rejects when the worker knows no such thing; resolves to undefined when it is gone. */
  async send<T>(method: string): Promise<T | undefined> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params: {} });
    try {
      await this.#session.send('Target.sendMessageToTarget', { message, sessionId: this.#sessionId });
    } catch {
      return undefined;
    }
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** How often garbage is collected before it is weighed, with pauses for timers and drawings under way. */
const COLLECTIONS = 3;
const PAUSE_MS = 250;

export class Scales {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #workers = new Map<string, WorkerSession>();

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Call before the page opens its workers, or after: those that are there are found too. */
  static async on(page: Page): Promise<Scales> {
    const session = await page.context().newCDPSession(page);
    const scales = new Scales(page, session);
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') scales.#workers.set(sessionId, new WorkerSession(session, sessionId));
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => scales.#workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) =>
      scales.#workers.get(sessionId)?.hear(message),
    );
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    return scales;
  }

  async weigh(): Promise<Held> {
    const workers = [...this.#workers.values()];
    // What a finalizer or a last drawing lets go of is garbage only for the next collection.
    for (let i = 0; i < COLLECTIONS; i++) {
      if (i > 0) await this.#page.waitForTimeout(PAUSE_MS);
      await this.#session.send('HeapProfiler.collectGarbage');
      for (const worker of workers) await worker.send('HeapProfiler.collectGarbage');
    }
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0;
    let workerBytes = 0;
    for (const worker of workers) {
      const usage = await worker.send<HeapUsage>('Runtime.getHeapUsage');
      workerBytes += (usage?.usedSize ?? 0) + (usage?.backingStorageSize ?? 0);
    }
    return {
      pageBytes: metric('JSHeapUsedSize'),
      workerBytes,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      threads: this.#page.workers().length,
      tensors: await this.#tensors(),
    };
  }

  async #tensors(): Promise<number> {
    const isTrainer = (worker: Worker): boolean => worker.url().includes('trainer-entry');
    // tfjs's own engine, which tfjs itself puts there for its packages to share.
    const count = () => {
      const engine: unknown = Reflect.get(globalThis, '_tfengine');
      return (engine as { memory(): { numTensors: number } } | undefined)?.memory().numTensors ?? 0;
    };
    return (await this.#page.workers().find(isTrainer)?.evaluate(count)) ?? 0;
  }
}

/**
 * The predictor's end of the line to the training worker: the newest copy of the network in training, as fresh as reading
 * needs it and no fresher, since every copy costs the training a little.
 */
import type { NetworkIdentity } from '../../core/network-identity';
import type { CopyRequest, LineMessage, NetworkCopy } from '../../protocol/predictor';

/** Copies are asked for no more often than this. */
const ASK_EVERY_MS = 150;
/** An older copy is waited for to be replaced, */
const STALE_MS = 250;
/** though only so long: an engine may be in the middle of a long step. */
const LONGEST_WAIT_MS = 100;

export class NetworkCopies {
  readonly #onChange: (network: NetworkIdentity | undefined) => void;
  readonly #now: () => number;
  #line: MessagePort | undefined;
  #copy: NetworkCopy | undefined;
  /** When the newest answer was asked for: what it brought, or confirmed, was the network of that moment or a later one. */
  #freshAt = -Infinity;
  #askedAt = -Infinity;
  #asking: Promise<void> | undefined;
  #answered: () => void = () => {};
  /** Whether the other end has left a question open for too long: it is in a long step, or dead, and not waited for again. */
  #isMute = false;

  /** onChange hears when another network than before would answer. */
  constructor(onChange: (network: NetworkIdentity | undefined) => void, now = () => performance.now()) {
    this.#onChange = onChange;
    this.#now = now;
  }

  /** Copies come through this line from now on; what came through the last is kept until then. */
  connect(line: MessagePort): void {
    this.#line?.close();
    this.#line = line;
    this.#answered();
    this.#asking = undefined;
    line.addEventListener('message', ({ data }: MessageEvent<LineMessage>) => this.#hear(data));
    line.start();
    this.#ask();
  }

  /** The network to read by, seldom older than a quarter of a second. Undefined while none has learned anything. */
  async current(): Promise<NetworkCopy | undefined> {
    if (this.#now() - this.#askedAt >= ASK_EVERY_MS) this.#ask();
    if (this.#asking && !this.#isMute && this.#now() - this.#freshAt > STALE_MS) {
      const tooLong = new Promise<'too long'>((resolve) => {
        setTimeout(resolve, LONGEST_WAIT_MS, 'too long');
      });
      if ((await Promise.race([this.#asking, tooLong])) === 'too long') this.#isMute = true;
    }
    return this.#copy;
  }

  #ask(): void {
    if (this.#asking || !this.#line) return;
    this.#askedAt = this.#now();
    this.#asking = new Promise((resolve) => {
      this.#answered = resolve;
    });
    const { network, temperature } = this.#copy ?? {};
    const have = network && temperature !== undefined ? { network, temperature } : undefined;
    this.#line.postMessage({ have } satisfies CopyRequest, []);
  }

  #hear(message: LineMessage): void {
    this.#isMute = false;
    if (message.type === 'replaced') {
      this.#freshAt = -Infinity;
      this.#take(undefined);
      // An answer that is on its way is about the network of before: the line keeps the order.
      if (this.#asking) void this.#asking.then(() => this.#ask());
      else this.#ask();
      return;
    }
    this.#freshAt = this.#askedAt;
    this.#asking = undefined;
    this.#answered();
    if (message.copy !== 'same') this.#take(message.copy === 'none' ? undefined : message.copy);
  }

  #take(copy: NetworkCopy | undefined): void {
    const isNews = copy !== undefined || this.#copy !== undefined;
    this.#copy = copy;
    if (isNews) this.#onChange(copy?.network);
  }
}

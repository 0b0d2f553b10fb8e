/** The training worker's end of the line to the predictor: hands out copies of the current network, one at a time. */
import type { CopyRequest, LineMessage, NetworkCopy } from '../protocol/predictor';
import { isSameNetwork } from '../core/network-identity';
import type { Session } from './session';

export class CopyLine {
  readonly #session: Session;
  #line: MessagePort | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Requests come in through the line from now on. */
  connect(line: MessagePort): void {
    this.#line?.close();
    this.#line = line;
    line.addEventListener('message', ({ data }: MessageEvent<CopyRequest>) => void this.#answer(data, line));
    line.start();
  }

  /** Tells the predictor that the network is another. */
  replaced(): void {
    this.#send({ type: 'replaced' });
  }

  async #answer({ have }: CopyRequest, line: MessagePort): Promise<void> {
    const copy = await this.#copy(have).catch(() => 'none' as const);
    if (line !== this.#line) return;
    const buffers =
      typeof copy === 'string'
        ? []
        : copy.weights.flatMap(({ kernel, bias }) => [kernel.buffer, bias.buffer]);
    this.#send({ type: 'copy', copy }, buffers);
  }

  /** An engine that breaks while it is asked has no network to give: who trains on it reports that. */
  async #copy(have: CopyRequest['have']): Promise<NetworkCopy | 'same' | 'none'> {
    const { identity, engines, temperature } = this.#session;
    const spec = engines.network;
    if (!identity || !spec) return 'none';
    if (isSameNetwork(identity, have?.network) && temperature === have?.temperature) return 'same';
    const weights = await this.#session.ask((engine) => engine.exportWeights());
    return weights ? { network: identity, spec, weights, temperature } : 'none';
  }

  #send(message: LineMessage, transfer: ArrayBufferLike[] = []): void {
    this.#line?.postMessage(message, transfer as ArrayBuffer[]);
  }
}

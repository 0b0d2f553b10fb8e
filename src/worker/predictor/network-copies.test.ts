import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetworkIdentity } from '../../core/network-identity';
import type { CopyRequest, LineMessage, NetworkCopy } from '../../protocol/predictor';
import { NetworkCopies } from './network-copies';

const copyAt = (step: number, runId = 'a'): NetworkCopy => ({
  network: { runId, step, cause: 'training' },
  spec: { layerSizes: [784, 10], activation: 'relu' },
  weights: [],
  temperature: 1,
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
let close = (): void => {};
afterEach(() => close());

/** The training worker's end, answered by hand, and a clock moved by hand. */
function setUp() {
  let time = 1000;
  const told: (NetworkIdentity | undefined)[] = [];
  const requests: CopyRequest[] = [];
  const copies = new NetworkCopies(
    (network) => told.push(network),
    () => time,
  );
  const { port1, port2 } = new MessageChannel();
  close = () => port1.close();
  port1.addEventListener('message', ({ data }: MessageEvent<CopyRequest>) => requests.push(data));
  port1.start();
  copies.connect(port2);
  const send = async (message: LineMessage) => {
    port1.postMessage(message);
    await settled();
  };
  const answer = (copy: NetworkCopy | 'same' | 'none') => send({ type: 'copy', copy });
  const pass = (ms: number) => {
    time += ms;
  };
  const stepNow = async () => (await copies.current())?.network.step;
  return { copies, requests, told, send, answer, pass, stepNow };
}

describe('NetworkCopies', () => {
  it('asks at once, and answers by what came', async () => {
    const { requests, answer, stepNow, told } = setUp();
    await vi.waitFor(() => expect(requests).toEqual([{ have: undefined }]));
    await answer(copyAt(7));
    expect(await stepNow()).toBe(7);
    expect(told).toEqual([copyAt(7).network]);
  });

  it('answers by the copy at hand while it is fresh, and asks for a newer one now and then', async () => {
    const { requests, answer, stepNow, pass } = setUp();
    await answer(copyAt(7));
    pass(100);
    expect(await stepNow()).toBe(7);
    await settled();
    expect(requests).toHaveLength(1);
    pass(100);
    expect(await stepNow()).toBe(7);
    await settled();
    expect(requests[1]).toEqual({ have: { network: copyAt(7).network, temperature: 1 } });
    await answer(copyAt(9));
    expect(await stepNow()).toBe(9);
  });

  it('waits for a newer copy when the one at hand is older than a quarter of a second', async () => {
    const { answer, stepNow, pass } = setUp();
    await answer(copyAt(7));
    pass(300);
    const step = stepNow();
    await settled();
    await answer(copyAt(50));
    expect(await step).toBe(50);
  });

  it('does not wait for ever, and not a second time, for an engine in a long step', async () => {
    const { answer, stepNow, pass } = setUp();
    await answer(copyAt(7));
    pass(300);
    const timer = vi.spyOn(globalThis, 'setTimeout');
    expect(await stepNow()).toBe(7);
    expect(timer).toHaveBeenCalledTimes(1);
    pass(300);
    expect(await stepNow()).toBe(7);
    expect(timer).toHaveBeenCalledTimes(1);
    timer.mockRestore();
    await answer(copyAt(8));
    expect(await stepNow()).toBe(8);
  });

  it('keeps its copy where there is nothing newer, and counts it as fresh', async () => {
    const { answer, stepNow, pass, told } = setUp();
    await answer(copyAt(7));
    pass(200);
    expect(await stepNow()).toBe(7);
    await settled();
    await answer('same');
    pass(100);
    expect(await stepNow()).toBe(7);
    expect(told).toHaveLength(1);
  });

  it('drops its copy as soon as the network is another, and asks anew even when an answer is on its way', async () => {
    const { requests, answer, send, stepNow, pass, told } = setUp();
    await answer(copyAt(7));
    pass(200);
    await stepNow();
    await send({ type: 'replaced' });
    expect(told.at(-1)).toBeUndefined();
    // The answer to what was asked before the network was replaced.
    await answer('none');
    expect(requests).toHaveLength(3);
    expect(requests[2]).toEqual({ have: undefined });
    await answer(copyAt(1, 'b'));
    expect(await stepNow()).toBe(1);
  });

  it('goes on with a new worker on a new line', async () => {
    const { copies, answer, stepNow } = setUp();
    await answer(copyAt(7));
    close();
    const { port1, port2 } = new MessageChannel();
    close = () => port1.close();
    copies.connect(port2);
    expect(await stepNow()).toBe(7);
    port1.postMessage({ type: 'copy', copy: copyAt(3, 'b') } satisfies LineMessage);
    await settled();
    expect(await stepNow()).toBe(3);
  });
});

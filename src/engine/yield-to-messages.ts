/**
 * Lets waiting messages (pause, predict ...) be handled and comes straight back. A MessageChannel rather than a timer or
 * requestAnimationFrame: it is neither clamped to 4 ms nor slowed down while the tab is hidden.
 */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port2.addEventListener('message', () => waiting.shift()?.());
port2.start();

export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port1.postMessage(undefined);
  });
}

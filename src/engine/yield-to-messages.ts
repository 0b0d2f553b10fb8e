/**
 * Lets waiting messages (pause, predict ...) be handled and comes straight back. By a message of its own rather than by a timer
 * or requestAnimationFrame: it is neither clamped to 4 ms nor slowed down while the tab is hidden.
 *
 * But WebKit takes messages from a thread to itself through its network process and the page's main thread, which has to be
 * free: seen in WebKitGTK, 300 ms and more beside a page that draws curves. So a timer runs against the message, and where it has
 * won a few times it runs alone for a while.
 */
const { port1, port2 } = new MessageChannel();

/** Those who wait, by the number of their message. */
const waiting = new Map<number, () => void>();
let lastNumber = 0;
/** So many times in a row the timer must win to run alone, for so many times. */
const LOST_RACES = 4;
const TIMES_ALONE = 64;
/** The timer's handicap: what messages take where they are slow is far longer, and far shorter where they are not. */
const RACE_MS = 4;
let lostRaces = 0;
let timesAlone = 0;

port2.addEventListener('message', ({ data }: MessageEvent<number>) => {
  if (!waiting.has(data)) return;
  lostRaces = 0;
  settle(data);
});
port2.start();

function settle(number: number): void {
  const resolve = waiting.get(number);
  waiting.delete(number);
  resolve?.();
}

export function yieldToMessages(): Promise<void> {
  if (lostRaces >= LOST_RACES && timesAlone < TIMES_ALONE) {
    timesAlone++;
    return new Promise((resolve) => setTimeout(resolve));
  }
  timesAlone = 0;
  return new Promise((resolve) => {
    const number = ++lastNumber;
    const timer = setTimeout(() => {
      lostRaces++;
      settle(number);
    }, RACE_MS);
    waiting.set(number, () => {
      clearTimeout(timer);
      resolve();
    });
    port1.postMessage(number);
  });
}

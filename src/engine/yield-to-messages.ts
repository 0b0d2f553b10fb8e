/**
 * Lets waiting messages (pause, predict ...) be handled and comes straight back. By a message of its own rather than by a timer
 * or requestAnimationFrame: it is neither clamped to 4 ms nor slowed down while the tab is hidden.
 *
 * But WebKit takes messages from a thread to itself through its network process and the page's main thread, which has to be
 * free: seen in WebKitGTK, 300 ms and more beside a page that draws curves. So a timer runs against the message, and where it has
 * won a few times another way is taken for a while: a WebAssembly module of eight bytes is compiled, whose promise is kept by a
 * task of its own, behind the messages that came before. Seen in WebKitGTK 2.50 beside a busy page: message 22 ms, timer 11,
 * module 2. (A digest would be as quick, but Chromium prefers its answer to waiting messages.)
 */
const { port1, port2 } = new MessageChannel();

/** Those who wait, by the number of their message. */
const waiting = new Map<number, () => void>();
let lastNumber = 0;
/** So many times in a row the timer must win for the other way to be taken, for so many times. */
const LOST_RACES = 4;
const TIMES_ROUND = 64;
/** The timer's handicap: what messages take where they are slow is far longer, and far shorter where they are not. */
const RACE_MS = 4;
let lostRaces = 0;
let timesRound = 0;

/** A module with nothing in it: magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

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

/** The way that needs no message: by a module, or by a timer where WebAssembly is switched off. */
async function goRound(): Promise<void> {
  if ('WebAssembly' in globalThis) {
    // A policy may forbid it.
    if (await WebAssembly.compile(EMPTY_MODULE).catch(() => undefined)) return;
  }
  await new Promise((resolve) => setTimeout(resolve));
}

export function yieldToMessages(): Promise<void> {
  if (lostRaces >= LOST_RACES && timesRound < TIMES_ROUND) {
    timesRound++;
    return goRound();
  }
  timesRound = 0;
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

const ROUND_MS = 15;

/** Microseconds per call, called over and over for a moment. */
export function time(run: () => void): number {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < ROUND_MS) {
    run();
    calls++;
  }
  return (1000 * (performance.now() - start)) / calls;
}

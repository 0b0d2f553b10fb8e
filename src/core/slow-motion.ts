/**
 * Slow motion: so many training steps a second and no more, for people to watch. It is the page's, not the experiment's: it
 * changes nothing of what is learned.
 */
export const SLOWEST = 0.1;
export const QUICKEST = 1000;
/** What the switch begins with. */
export const USUAL_PACE = 20;

/** In words, for a sentence about what is allowed. */
export const ALLOWED_PACES = `a number of steps a second from ${SLOWEST} to ${QUICKEST}`;

export const isPace = (stepsPerSecond: number): boolean =>
  stepsPerSecond >= SLOWEST && stepsPerSecond <= QUICKEST;

/** As it stands in an address, or a field. Undefined for what is no pace. */
export function parsePace(text: string): number | undefined {
  const pace = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return isPace(pace) ? pace : undefined;
}

const MAX_RULES = 16;

/**
 * The steps within a chart at which epochs end; of a long run every second, fourth, … so that the rules stay subtle.
 * stepsPerEpoch: 0 when unknown.
 */
export function epochSteps(stepsPerEpoch: number, lastStep: number): number[] {
  if (stepsPerEpoch <= 0) return [];
  let stride = stepsPerEpoch;
  while (lastStep / stride > MAX_RULES) stride *= 2;
  return Array.from({ length: Math.floor(lastStep / stride) }, (_, i) => (i + 1) * stride);
}

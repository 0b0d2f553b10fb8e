/** Who cannot take part, or need not, on the graphics card at hand: known before anything is opened. */
import { type ContestantName, describe } from '../bench-lab/contestants/names';
import type { Devices } from '../bench-lab/devices';

const NOT_OFFERED = {
  webgl: 'this browser offers no WebGL',
  webgpu: 'this browser offers no WebGPU; Linux wants `--browser-args "--enable-unsafe-webgpu"`',
} as const;

/** Why a contestant is left out; undefined when it is not. */
export function whyAbsent(
  name: ContestantName,
  devices: Devices,
  isCalledByName: boolean,
): string | undefined {
  const { needs, isHopelessImitated = false } = describe(name);
  if (needs === undefined) return undefined;
  const { kind } = devices[needs];
  if (kind === 'none') return NOT_OFFERED[needs];
  return kind === 'software' && isHopelessImitated && !isCalledByName
    ? `too slow on an imitated graphics card; \`--only ${name}\` measures it all the same`
    : undefined;
}

/** All kinds of faults. */
import type { FaultKind } from './kind';
import { GRAPHICS } from './kinds/graphics';
import { HANDS } from './kinds/hands';
import { KEPT } from './kinds/kept';
import { NETWORK } from './kinds/network';
import { PARTS } from './kinds/parts';
import { TAB } from './kinds/tab';
import { THREADS } from './kinds/threads';

export const KINDS: readonly FaultKind[] = [
  ...THREADS,
  ...GRAPHICS,
  ...TAB,
  ...NETWORK,
  ...PARTS,
  ...KEPT,
  ...HANDS,
];

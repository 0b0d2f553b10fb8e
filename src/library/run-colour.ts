import { randomKey, randomUint32 } from '../core/random';

/** How many colours runs have to be told apart by. */
export const RUN_COLOUR_COUNT = 8;

/** An index into the palette of run colours, the same for the same id. */
export function runColour(id: string): number {
  const characters = Array.from(id, (character) => character.codePointAt(0)!);
  return randomUint32(randomKey(...characters), 0) % RUN_COLOUR_COUNT;
}

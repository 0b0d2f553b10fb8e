/** Names that are easily remembered and told apart, for runs that nobody has named: "Brisk Heron". */
import { randomKey, randomUint32 } from '../core/random';

const MANNERS =
  'Amber Bold Brisk Calm Clever Copper Crisp Dapper Eager Early Gentle Golden Hardy Honest Ivory Jolly Keen Lively Lucky Merry Mellow Nimble Patient Plucky Quiet Rapid Silver Steady Sunny Tidy Violet Witty'.split(
    ' ',
  );
const CREATURES =
  'Badger Beaver Bison Cricket Curlew Dolphin Falcon Ferret Finch Gecko Hare Hedgehog Heron Ibex Jackdaw Kestrel Lemur Lynx Magpie Marten Newt Octopus Otter Owl Panda Plover Puffin Raven Robin Salmon Squid Wren'.split(
    ' ',
  );
/** How many colours runs have to be told apart by. */
export const RUN_COLOUR_COUNT = 8;

const draw = (id: string, purpose: number, count: number): number =>
  randomUint32(randomKey(...Array.from(id, (character) => character.codePointAt(0)!)), purpose) % count;

/** One of 1,024 names, the same for the same id. */
export const runName = (id: string): string =>
  `${MANNERS[draw(id, 0, MANNERS.length)]} ${CREATURES[draw(id, 1, CREATURES.length)]}`;

/** An index into the palette of run colours, the same for the same id. */
export const runColour = (id: string): number => draw(id, 2, RUN_COLOUR_COUNT);

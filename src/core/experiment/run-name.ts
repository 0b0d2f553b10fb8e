/**
 * Names by which people remember runs: "amber otter" rather than "run 17". A name follows from the run's id alone, so the
 * same id has the same name anywhere; only when that name is taken does the next free one step in. 64 x 64 pairs.
 */
import { randomKey, randomUint32 } from '../random';

/** Colours, weather and moods: short, kind, and none that says how good a run is (no gold, silver and bronze). */
const FIRST_WORDS = (
  'amber azure brave breezy bright calm candid cheerful cloudy copper coral cosy crimson crisp cuddly ' +
  'curious dapper dewy eager earthy emerald festive floral fluffy friendly frosty gentle ginger ' +
  'grassy happy hazel honest indigo ivory jade jolly kindly lemon lilac lively loyal lunar mellow ' +
  'merry minty misty nimble olive patient peachy plucky polite quiet ruby rustic scarlet snowy starry ' +
  'sunny teal tidy velvet violet witty'
).split(' ');

/** Animals that most pupils know, none of them used as an insult. */
const SECOND_WORDS = (
  'alpaca badger beaver bison bunny camel canary cheetah cricket curlew deer dolphin dove duck eagle ' +
  'falcon ferret finch firefly fox gazelle gecko giraffe hamster hare hedgehog heron ibis jaguar ' +
  'kitten kiwi koala ladybird lark lemur llama lynx marmot marten mole newt ocelot orca otter owl ' +
  'panda pelican penguin pony puffin quail rabbit raven robin salmon seal sparrow squirrel swan tapir ' +
  'toucan turtle walrus wombat'
).split(' ');

const PAIR_COUNT = FIRST_WORDS.length * SECOND_WORDS.length;
/** Odd, so that steps of this length pass through all pairs, a power of two, before the first comes again. */
const STRIDE = 1_237;

const comparable = (name: string): string => name.trim().toLowerCase();

function pairAt(index: number): string {
  const first = FIRST_WORDS[Math.floor(index / SECOND_WORDS.length)]!;
  return `${first} ${SECOND_WORDS[index % SECOND_WORDS.length]!}`;
}

/**
 * A name for a run: two words in small letters. id: the run's id, or a seed. taken: the names in use, renamed runs included;
 * case and outer blanks do not tell names apart. When all 4,096 pairs are taken, a number from 2 on follows.
 */
export function runName(id: string | number, taken: Iterable<string> = []): string {
  const used = new Set([...taken].map(comparable));
  const codes = Array.from(String(id), (letter) => letter.codePointAt(0)!);
  const start = randomUint32(randomKey(...codes), codes.length);
  for (let round = 1; ; round++) {
    for (let i = 0; i < PAIR_COUNT; i++) {
      const pair = pairAt((start + i * STRIDE) % PAIR_COUNT);
      const name = round === 1 ? pair : `${pair} ${round}`;
      if (!used.has(name)) return name;
    }
  }
}

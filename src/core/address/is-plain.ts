/** Whether an address can be read as it stands, or has to be mended first: see mend-address.ts, which is fetched only then. */
import { FIELD_KEYS, FIELDS } from '../experiment';
import { KEPT_PARAMS, parseAddress } from '../experiment-url';

/** The URL standard's class: every browser, worker and Node has it, but this room compiles without their types. */
declare const URLSearchParams: new (init: string) => Iterable<readonly [name: string, value: string]>;

export interface AddressNote {
  /** A sentence for the visitor: what was given, and what is used instead. */
  readonly message: string;
  /** Whether something could not be understood at all. */
  readonly isRefusal: boolean;
}

const NAMES: ReadonlySet<string> = new Set([
  ...FIELD_KEYS.map((key) => FIELDS[key].param),
  ...KEPT_PARAMS,
  'preset',
  'autostart',
  'pace',
]);

/** What a lesson says beside its name is for its own reader to judge. search: with its "?". hash: with its "#". places: what may stand behind that. */
export function isPlain(
  search: string,
  hash: string,
  lessonIds: readonly string[],
  places: readonly string[],
): boolean {
  const pairs = [...new URLSearchParams(search)];
  const names = pairs.map(([name]) => name);
  return (
    names.every((name) => NAMES.has(name)) &&
    new Set(names).size === names.length &&
    !/%25[\da-f]{2}/i.test(search) &&
    (hash.length < 2 || places.includes(hash.slice(1))) &&
    pairs.every(([name, value]) => name !== 'lesson' || lessonIds.includes(value)) &&
    pairs.every(([name, value]) => name !== 'compare' || /^[\w,-]*$/.test(value)) &&
    parseAddress(search).problems.length === 0
  );
}

/**
 * An address that is not plain, read as it was meant. Where the sense is beyond doubt (encoding, case, punctuation) it is
 * undone without a word; where it had to be guessed, or could not be, a note says so. Fetched only when the plain reading
 * finds anything odd.
 */
import { allowedValues, type Experiment, FIELD_KEYS, FIELDS, formatField } from '../experiment';
import { DEFAULT_PRESET, PRESET_NAMES, type PresetName, PRESETS } from '../presets';
import { plainText, readField } from '../read-number';
import { ALLOWED_PACES, parsePace } from '../slow-motion';
import type { AddressNote } from './is-plain';
import { nearestName, sameName } from './nearest-name';
import { splitAddress } from './split-address';

export interface MendedAddress {
  /** The query, with its "?", of which all is understood. "" for none. */
  readonly search: string;
  /** With its "#"; "" for none. */
  readonly hash: string;
  /** In the order of the address. */
  readonly notes: readonly AddressNote[];
}

interface Known {
  readonly lessons: readonly string[];
  /** What may stand behind the "#". */
  readonly places: readonly string[];
}

/** Added by others to find out who follows links: of no meaning here, and no news to anybody. */
const TRACKING =
  /^(utm_.*|[a-z]+clid|gclsrc|gad_.*|[gw]braid|igshi?d?|li_fat_id|mc_[ce]id|mkt_tok|_hs.*|hsctatracking|_g[al]|pk_.*|mtm_.*|matomo_.*|piwik_.*|ref|ref_?(src|url)|referrer|src|source|spm|si|cmpid|campaign|oly_.*|vero_.*|s_cid|srsltid|__cf.*|trk|_)$/i;

const FIELD_OF = new Map(FIELD_KEYS.map((key) => [FIELDS[key].param, key]));
/** As they are called in the form and in records, which people take for the parameters' names. */
const ALIASES = new Map<string, string>(
  FIELD_KEYS.flatMap((key) => [
    [key, FIELDS[key].param],
    [FIELDS[key].label, FIELDS[key].param],
  ]),
);
const PARAMS: readonly string[] = [
  ...FIELD_OF.keys(),
  'preset',
  'autostart',
  'pace',
  'embed',
  'lesson',
  'task',
  'compare',
];

/** Of one name's values. */
const MOST_SAID = 4;

const YES = /^(1|on|yes|y|true)$/i;
const NO = /^(0|off|no|n|false)$/i;

function knownName(name: string): string | undefined {
  const alias = sameName(name, [...ALIASES.keys()]);
  return sameName(name, PARAMS) ?? (alias === undefined ? undefined : ALIASES.get(alias));
}

const isFreeText = (name: string): boolean => knownName(name) === 'task';

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** What a value may have been before it was quoted, wrapped and sent. The plainest first. */
function* ways(value: string): Generator<string> {
  const text = plainText(value);
  yield text;
  const stripped = text.replace(/^[\s"'“”„‘«»<>()[\]{}=]+|[\s"'“”„‘«»<>()[\]{}.,;:!?=]+$/g, '');
  yield stripped;
  // Of a soft line end, "=" is left; of an encoded "=", "3D".
  for (const way of [stripped.replaceAll('=', ''), stripped.replace(/^3D/i, '')]) {
    yield way;
    yield way.replaceAll(' ', '');
  }
}

type Read = { readonly text: string; readonly guessed: boolean } | undefined;

function oneOf(value: string, choices: readonly string[]): Read {
  for (const way of ways(value)) {
    const same = sameName(way, choices);
    if (same !== undefined) return { text: same, guessed: false };
  }
  for (const way of ways(value)) {
    const { meant } = way === '' ? { meant: undefined } : nearestName(way, choices);
    if (meant !== undefined) return { text: meant, guessed: true };
  }
  return undefined;
}

function readSwitch(value: string, on: string, off: string): Read {
  // A name alone is as good as a yes.
  if (value === '') return { text: on, guessed: false };
  for (const way of ways(value)) {
    if (YES.test(way)) return { text: on, guessed: false };
    if (NO.test(way)) return { text: off, guessed: false };
  }
  return undefined;
}

function readSetting(key: keyof Experiment, value: string): Read {
  const field = FIELDS[key];
  if (field.kind === 'choice') return oneOf(value, field.choices);
  if (field.kind === 'switch') return readSwitch(value, 'on', 'off');
  for (const way of ways(value)) {
    const read = readField(field, way);
    if (read !== undefined) return { text: formatField(read), guessed: false };
  }
  return undefined;
}

/** Letters that printouts make of digits: too little to go by, enough to ask. */
function question(key: keyof Experiment, value: string): string {
  const digits = value.replace(/[lI|]/g, '1').replace(/[oO]/g, '0');
  const read = digits === value ? undefined : readField(FIELDS[key], digits);
  return read === undefined ? '' : ` Did you mean ${formatField(read)}?`;
}

/** raw: query and hash as the browser has them. */
export function mendAddress(raw: string, { lessons, places }: Known): MendedAddress {
  const notes: AddressNote[] = [];
  const say = (message: string, isRefusal = false): void => void notes.push({ message, isRefusal });
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): void =>
    void values.set(name, [...(values.get(name) ?? []), value]);
  const parts = splitAddress(raw, (name) => knownName(name) !== undefined, isFreeText);
  let { hash } = parts;

  for (const [name, value] of parts.pairs) {
    if (name === '') {
      const word = value.replace(/[^\p{L}\p{N}_-]/gu, '');
      const own = sameName(word, ['autostart', 'embed', 'augment']);
      const preset = sameName(word, PRESET_NAMES);
      const place = sameName(word, places);
      if (own !== undefined) add(own, '');
      else if (preset !== undefined) add('preset', preset);
      else if (place !== undefined) hash = place;
      else if (word !== '' && !TRACKING.test(word))
        say(`The address says “${shorten(value)}”, which means nothing here: it is left out.`, true);
      continue;
    }
    const known = knownName(name);
    if (known !== undefined) {
      add(known, value);
      continue;
    }
    if (TRACKING.test(name)) continue;
    const { meant, likely } = nearestName(name, PARAMS);
    if (meant !== undefined) {
      add(meant, value);
      say(`The address says ${shorten(name)}=${shorten(value)}: taken for ${meant}.`);
    } else {
      const ask = likely === undefined ? '' : ` Did you mean ${likely}?`;
      say(
        `The address says ${shorten(name)}=${shorten(value)}, but there is no ${shorten(name)} here: it is left out.${ask}`,
        true,
      );
    }
  }

  const query = new Map<string, string>();
  /** Reads the values of one name: the last that is understood counts. used: what is said to be used instead. */
  const read = (name: string, reader: (value: string) => Read, refuse: (value: string) => string): void => {
    const given = values.get(name) ?? [];
    const understood = given.map(reader);
    for (const [i, value] of given.entries()) {
      const way = understood[i];
      if (way?.guessed === true) say(`The address says ${name}=${shorten(value)}: taken for ${way.text}.`);
    }
    const used = understood
      .slice()
      .reverse()
      .find((way) => way !== undefined);
    if (used) query.set(name, used.text);
    const said = new Set(understood.map((way, i) => way?.text ?? given[i]));
    if (said.size > 1) {
      const instead = used ? `The last counts: ${shorten(used.text)}.` : refuse(given.at(-1)!);
      say(
        `The address says ${name} more than once: ${[...said]
          .slice(0, MOST_SAID)
          .map((text) => shorten(text!))
          .join(', ')}. ${instead}`,
        !used,
      );
    } else if (given.length > 0 && !used) say(refuse(given.at(-1)!), true);
  };

  const refusal = (name: string, allowed: string, used: string) => (value: string) =>
    `The address says ${name}=${shorten(value)}, but ${name} must be ${allowed}. ${used}`;
  const presets = `one of ${PRESET_NAMES.join(', ')}`;
  read(
    'preset',
    (value) => oneOf(value, PRESET_NAMES),
    refusal('preset', presets, `Using ${DEFAULT_PRESET}.`),
  );
  const base = PRESETS[(query.get('preset') ?? DEFAULT_PRESET) as PresetName].experiment;
  for (const [param, key] of FIELD_OF) {
    const refuse = refusal(param, allowedValues(FIELDS[key]), `Using ${formatField(base[key])}.`);
    read(
      param,
      (value) => readSetting(key, value),
      (value) => refuse(value) + question(key, plainText(value)),
    );
  }
  for (const name of ['autostart', 'embed']) {
    read(name, (value) => readSwitch(value, '1', '0'), refusal(name, '1 or 0', 'Using 0.'));
  }
  read(
    'pace',
    (value) => {
      const text = plainText(value).replace(',', '.');
      return parsePace(text) === undefined ? undefined : { text, guessed: text !== value };
    },
    refusal('pace', ALLOWED_PACES, 'Using full speed.'),
  );
  read(
    'lesson',
    (value) => oneOf(value, lessons),
    refusal('lesson', `one of ${lessons.join(', ')}`, 'It is left out.'),
  );
  // Whether these are allowed is for their own reader to say.
  for (const name of ['task', 'compare']) {
    read(
      name,
      (text) => ({
        text: name === 'task' ? text : text.replace(/[\s"'“”<>()]|[.;:!?]+$/g, ''),
        guessed: false,
      }),
      () => '',
    );
  }

  if (hash !== '') {
    const word = hash.replace(/[^\p{L}\p{N}-]/gu, '');
    const same = sameName(word, places);
    const { meant } = nearestName(word, places);
    if (same === undefined && word !== '') {
      if (meant === undefined)
        say(
          `The address ends in #${shorten(hash)}, but the page has no such place: it opens at its beginning.`,
          true,
        );
      else say(`The address ends in #${shorten(hash)}: taken for #${meant}.`);
    }
    hash = same ?? meant ?? '';
  }
  const search = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { search: search === '' ? '' : `?${search}`, hash: hash === '' ? '' : `#${hash}`, notes };
}

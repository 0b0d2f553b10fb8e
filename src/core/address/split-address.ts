/**
 * A damaged address taken apart: what chats, mails and printouts do to the signs between its parts is undone, however often
 * they were encoded. What the parts mean is not known here, but for names, by which an encoded "&" in a value is told from one
 * between two values.
 */

/** The URL standard's class: every browser, worker and Node has it, but this room compiles without their types. */
declare const URLSearchParams: new (init: string) => { get(name: string): string | null };

export interface Parts {
  /** Names and values in their order, decoded. The name is "" where there was no "=". */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** What stood behind a "#"; "" for nothing. */
  readonly hash: string;
}

/** "&" as pages write it in their source, whole or half decoded. */
const ENTITY = /&(?:(?:amp|#0*38|#x0*26)(?:;|%(?:25)*3B)?)+(?=[\w%])/gi;
/** Once: "%2B" is "+", "+" is a blank. Never throws: what is no text becomes U+FFFD. */
const decode = (text: string): string =>
  new URLSearchParams(`x=${text.replaceAll('&', '%26')}`).get('x') ?? '';

/** As often as it was encoded; a "+" that comes to light on the way is one. */
function decodeAll(text: string): string {
  let now = decode(text);
  for (let i = 0; i < 4 && /%[\da-f]{2}/i.test(now); i++) now = decode(now.replaceAll('+', '%2B'));
  return now;
}

const clean = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '');

/**
 * raw: query and hash as the browser has them. isName: whether a text is one of the address's names, in any case of letters;
 * isText: whether its value is free text, in which encoded signs are the writer's own.
 */
export function splitAddress(
  raw: string,
  isName: (text: string) => boolean,
  isText: (name: string) => boolean,
): Parts {
  const pairs: [string, string][] = [];
  let hash = '';

  /** Cuts where another known name with its "=" begins behind a sign that may stand for "&". */
  const cut = (value: string): string[] => {
    const ends: number[] = [];
    for (const { index, 1: name } of value.matchAll(/[&?;#]\s*(?:amp;)*\s*([\p{L}_-]+)\s*(?==)/gu)) {
      if (isName(clean(name!))) ends.push(index);
    }
    return [0, ...ends].map((start, i) => value.slice(start, ends[i]));
  };

  const take = (token: string, depth: number): void => {
    const equals = token.indexOf('=');
    if (equals < 0) {
      const decoded = decode(token);
      // All signs were encoded: "preset%3Dquick%26hidden%3D32".
      if (depth < 4 && decoded !== token && /[=&#]|%(?:25)*3d/i.test(decoded))
        return split(decoded, depth + 1);
      const last = pairs.at(-1);
      const text = clean(decodeAll(token)).trim();
      // A "&" that was typed into a text as it is.
      if (text !== '' && last && isText(last[0])) last[1] += ` & ${text}`;
      else if (text !== '') pairs.push(['', text]);
      return;
    }
    const name = clean(decodeAll(token.slice(0, equals))).replace(
      /^[^\p{L}\d_]*(?:amp;)*|[^\p{L}\d_]+$/gu,
      '',
    );
    const value = token.slice(equals + 1);
    if (isText(name)) {
      const text = decode(value);
      // Encoded twice: no blank, but what is one when it is decoded again.
      pairs.push([name, /%20|%0A/i.test(text) && !/\s/.test(text) ? decodeAll(text) : text]);
      return;
    }
    const [first, ...others] = cut(decodeAll(value));
    const [text = '', place] = first!.split('#');
    pairs.push([name, clean(text)]);
    if (place) hash = clean(place);
    for (const other of others) {
      split(other.replace(/^[&?;#]\s*(?:amp;)*/, '').replaceAll('+', '%2B'), depth + 1);
    }
  };

  function split(text: string, depth: number): void {
    if (depth > 8) return;
    // Entities first, for some have a "#" in them.
    const whole = text.replace(ENTITY, '&');
    const at = whole.search(/#|%(?:25)*23(?=[a-z]+$)/i);
    const [query, behind] = at < 0 ? [whole, ''] : [whole.slice(0, at), whole.slice(at)];
    for (const token of query.split('&')) {
      // Bare "?" and ";" between parts, but in a text they are the writer's.
      const isFree = isText(clean(decodeAll(token.split('=')[0] ?? '')).replace(/^\?/, ''));
      for (const part of isFree ? [token] : cut(token)) take(part.replace(/^[?;#]+/, ''), depth);
    }
    if (behind === '') return;
    const decoded = decodeAll(behind.replaceAll('+', '%2B')).replace(/^#+|:~:.*$/g, '');
    const end = decoded.search(/[?&;]/);
    const [place, rest] = end < 0 ? [decoded, ''] : [decoded.slice(0, end), decoded.slice(end + 1)];
    if (place.includes('=')) split(decoded, depth + 1);
    else {
      hash = clean(place) || hash;
      if (rest !== '') split(rest, depth + 1);
    }
  }

  split(raw.replace(/^\?/, ''), 0);
  return { pairs, hash };
}

/**
 * Numbers as people type and paste them, for the form and the address alike: digits of any script, decimal comma, grouped
 * thousands, any dash for a minus, powers of ten, per cent; and lists of layers with whatever stands between them. Where a
 * text can mean two numbers both are given, the likelier first, and the setting's limits decide.
 */
import { type Field, type FieldValue, isAllowed, parseField } from './experiment';

const DIGIT = /\p{Nd}/u;
/** "1½" is one and a half, where its compatible form would be eleven halves. */
const FRACTION_SIGN = /(?<=\p{Nd})\s*([¼-¾⅐-⅞])/gu;
/** What comes along when a number is copied out of a sentence. */
const AROUND = /^["'“”„«»‹›* ]+|["'“”„«»‹›,;:!。…*\\/ ]+$/g;
const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴-⁹]+/g;

/** A digit's worth: digits of a script stand in runs of ten, and what adjoins them is again ten digits. */
function worth(digit: string): string {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/**
 * Text as a plain keyboard would have typed it: compatible forms are one, digits are 0 to 9, dashes "-", blanks " ", and what
 * cannot be seen is gone.
 */
export const plainText = (text: string): string =>
  text
    .replace(FRACTION_SIGN, ' $1')
    .replace(SUPERSCRIPT, '^$&')
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/[\u0660-\u{1FBF9}]/gu, (sign) => (DIGIT.test(sign) ? worth(sign) : sign))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/٫/g, '.')
    .replace(/[’ʼ′`´٬]/g, "'")
    .replace(/٪/g, '%')
    .replace(/[、،]/g, ',')
    .replace(/\s+/g, ' ')
    .trim();

/** Groups of thousands, as they are written in most of the world and in India. */
const areGroups = ([first, ...others]: readonly string[]): boolean =>
  /^[1-9]\d{0,2}$/.test(first ?? '') &&
  others.every((group, i) => (i === others.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(group));

/** Digits with points, commas and blanks among them, as the decimal fractions that they may mean. */
function mantissas(text: string, whole: boolean): readonly string[] {
  const digits = text.replace(/ ?([.,]) ?/g, '$1');
  if (/^(\d+\.?\d*|\.\d+)$/.test(digits) && !/^[1-9]\d{0,2}\.\d{3}$/.test(digits)) return [digits];
  // As scientists group what follows the mark: "0,000 1".
  const fine = /^(\d*)[.,]((?:\d{3}[ '_])+\d{1,3})$/.exec(digits);
  if (fine) return [`${fine[1]}.${fine[2]!.replace(/\D/g, '')}`];
  const mark = /[.,](?=[^.,]*$)/.exec(digits)?.[0] ?? '.';
  const parts = digits.split(mark);
  const last = parts.pop()!;
  // The last mark as the one between whole and fraction: then it is the only one of its kind.
  const [front = '', ...more] = parts;
  const groups = front.split(/[., '_]/);
  const isFraction = parts.length === 1 && more.length === 0 && /^\d*$/.test(last) && front + last !== '';
  const grouped = groups.length > 1 && areGroups(groups);
  const fraction = isFraction && (grouped || /^\d*$/.test(front)) ? [`${groups.join('')}.${last}`] : [];
  const all = digits.split(/[., '_]/);
  const isOneKind = new Set(digits.replace(/\d/g, '')).size === 1;
  const thousands = isOneKind && all.length > 1 && areGroups(all) ? [all.join('')] : [];
  return whole ? [...thousands, ...fraction] : [...fraction, ...thousands];
}

const POWER = /^(.*?)(?: ?(?:e ?| ?[x×*·⋅∙] ?10 ?(?:\^|\*\*|(?=[-+])) ?)\(?([-+]?) ?(\d+)\)?)?$/i;

/**
 * The numbers that a text may mean, the likelier first; none when it is no number. whole: for a setting of whole numbers, where
 * "1.000" and "1,000" are a thousand; elsewhere both are one. "5%" is 0.05, but never of a whole number.
 */
export function readNumbers(text: string, whole: boolean): readonly number[] {
  const plain = plainText(text).replace(AROUND, '');
  const ratio = /^(?:(\d+) )?(\d{1,3}) ?[⁄/] ?([1-9]\d{0,3})$/.exec(plain);
  if (ratio) return [Number(ratio[1] ?? 0) + Number(ratio[2]) / Number(ratio[3])];
  const percent = /^(.*\S) ?%$/.exec(plain);
  if (percent && whole) return [];
  const power = plain.replace(/ ?%$/, '').replace(/^10 ?(?:\^|\*\*)/, '1x10^');
  const [, signed = '', sign = '', exponent = '0'] = POWER.exec(power) ?? [];
  const [, minus = '', digits = ''] = /^([-+]?) ?(.*)$/.exec(signed)!;
  // As one number each, for "0.05" is nearer to 5% than 5 / 100 need be.
  const tens = Number(sign + exponent) - (percent ? 2 : 0);
  // "-0" is 0.
  return mantissas(digits, whole).map((mantissa) => Number(`${minus}${mantissa}e${tens}`) + 0);
}

/** The lists of units that a text may mean, the likelier first; "none" is the empty list. None when it is no list. */
export function readLayers(text: string): readonly (readonly number[])[] {
  const list = plainText(text)
    .toLowerCase()
    .replace(/^["'“”„«»‹›* ]+|["'“”„«»‹›!。…* ]+$/g, '')
    .replace(/^[[({] ?(.*?) ?[\])}]$/, '$1');
  if (list === 'none') return [[]];
  // No layer has ten thousand units, so that thousands begin with one digit.
  const joined = list.replace(/(^|[^\d])([1-9])(?:[,.'_](?=\d{3})| (?=0\d\d))(\d{3})(?!\d)/g, '$1$2$3');
  return [...new Set([joined, list])].flatMap((units) => {
    const parts = units.split(/ ?(?:[-=]>|[-,;x×*→⇒/|+]) ?| /);
    return parts.every((part) => /^\d+$/.test(part)) ? [parts.map(Number)] : [];
  });
}

/** Reads a field's value from whatever somebody typed, pasted or linked to. Undefined when no reading of it is allowed. */
export function readField(field: Field, text: string): FieldValue | undefined {
  const readings =
    field.kind === 'number'
      ? readNumbers(text, field.whole)
      : field.kind === 'layers'
        ? readLayers(text)
        : [];
  return readings.find((value) => isAllowed(field, value)) ?? parseField(field, text);
}

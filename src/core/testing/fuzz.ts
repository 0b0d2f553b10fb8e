/**
 * Made-up inputs for whatever reads what comes from outside: any at all, and good ones that were damaged. Seeds are fixed, so
 * that a failure comes back, and sizes are bounded. All properties together see 10,000 inputs, or as many as FUZZ_RUNS says.
 */
import * as fc from 'fast-check';

/** Node's, where tests run; this room compiles without its types. */
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** How many of the 10,000 inputs each property sees. */
const SHARES = {
  'address: plain reading': 2000,
  'address: mended': 1500,
  'address: there and back': 500,
  'address: fields': 1000,
  'address: lesson': 500,
  'network record': 500,
  'network files: JSON': 400,
  'network files: bytes': 600,
  'data files': 500,
  'files: there and back': 100,
  'pen digits': 300,
  'digits of a file': 300,
  'run records': 600,
  'run records: there and back': 100,
  'data set records': 300,
  'stored digits': 50,
  rates: 50,
  'manifest of the data set': 380,
  'service worker': 300,
  report: 20,
} as const;

const TOTAL = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
const SEED = 20261126;

/** For fc.assert: how many inputs, and from which seed. */
export const inputsFor = (name: keyof typeof SHARES) => ({
  numRuns: Math.ceil((SHARES[name] / TOTAL) * Number(process.env['FUZZ_RUNS'] ?? TOTAL)),
  seed: SEED,
});

/** Names that break whatever takes them for more than text. */
export const HOSTILE_TEXTS = [
  '<img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "'; alert(1); //",
  '&lt;b&gt;&amp;',
  '__proto__',
  'constructor',
  '\u202Egnp.exe',
  '\uD800',
  '\0',
  '{{current}}',
  '%E0%A4%A',
  '=HYPERLINK("http://x")',
] as const;

/** As what has to be encoded must be: without halves of a pair. */
export const whole = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

/** Any text, and often one that means harm. */
export const anyText = (maxLength = 60): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constantFrom(...HOSTILE_TEXTS),
  );

/** Values of every kind that storage can hold, of the wrong kind more often than not. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small' },
  fc.anything({
    maxDepth: 3,
    maxKeys: 5,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    Number.NaN,
    Infinity,
    -0,
    -1,
    1e-320,
    2 ** 32,
    Number.MAX_SAFE_INTEGER,
    '',
    [],
    {},
    ...HOSTILE_TEXTS,
  ),
);

/** A place in a value, as many levels down as there are numbers: each picks one of its parts. */
const places = fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 });

type Change = readonly [place: readonly number[], action: 'put' | 'drop' | 'double', value: unknown];

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

/** A copy of plain values; typed arrays are shared. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isHolder(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)]));
}

function changed(valid: unknown, changes: readonly Change[]): unknown {
  const root = { all: copyOf(valid) };
  for (const [place, action, value] of changes) {
    let holder: Record<string, unknown> = root;
    let key = 'all';
    for (const number of place) {
      const inner = holder[key];
      if (!isHolder(inner)) break;
      const keys = Object.keys(inner);
      if (keys.length === 0) break;
      holder = inner;
      key = keys[number % keys.length]!;
    }
    if (action === 'put') holder[key] = value;
    else if (action === 'drop') delete holder[key];
    else holder[`${key}${key}`] = holder[key];
  }
  return root.all;
}

/** A good value of plain parts, of which one to four have been replaced, dropped or doubled. */
export const damaged = (valid: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(places, fc.constantFrom('put', 'put', 'drop', 'double'), anyValue), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) => changed(valid, changes as Change[]));

const spoiledAs = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(12), anyText(8)), { minLength: 1, maxLength: 4 })
    .map((cuts) =>
      cuts.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), text),
    );

/** A good text into which others have been put, at places where something was cut out. */
export const spoiled = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    spoiledAs(text),
    fc.nat(text.length).map((end) => text.slice(0, end)),
  );

/** JSON in the place of a good value: damaged within, spoiled as text, of anything else, or no JSON. */
export const jsonInsteadOf = (valid: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    damaged(valid).map((value) => toJson(value)),
    spoiled(JSON.stringify(valid)),
    fc.json({ maxDepth: 4 }),
    anyText(),
  );

const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)) ?? '';

/** Good bytes, some of which are others, cut short or gone on. */
export const damagedBytes = (valid: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.oneof(fc.constant(valid.length), fc.nat(valid.length)),
      fc.uint8Array({ maxLength: 20 }),
    )
    .map(([changes, end, tail]) => {
      const bytes = new Uint8Array(end + tail.length);
      bytes.set(valid.subarray(0, end));
      bytes.set(tail, end);
      for (const [at, value] of changes) if (at < end) bytes[at] = value;
      return bytes;
    });

/**
 * Does the page read paper? Reads the photos of a folder with the shipped networks and prints, per picture, per kind and in total,
 * how many of their digits were read right, by the alignment of what was read with what is written, and how much was read with
 * certainty into what is no digit. Then the same for pages made in code: MNIST's test digits on paper of all kinds, and letters,
 * shapes and scribbles. Where there is no such folder, it says so and reads the made pages alone.
 *
 * Usage: npm run bench:photos -- [--folder FOLDER] [--sheet FILE.png] [--only KIND] [--seed N]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { decodePicture } from './photos/decode';
import { type LabelledPicture, madePages, otherPages } from './photos/made-photos';
import { readPicture, type ReadPicture } from './photos/read-picture';
import { writeSheet } from './photos/sheet';
import { loadDigits } from './training/load-digits';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '../shared/photos' },
    sheet: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

interface Label {
  readonly file: string;
  readonly label: string;
  readonly kind: string;
}

function photos(): LabelledPicture[] {
  const labels = `${values.folder}/labels.json`;
  if (!existsSync(labels)) {
    console.log(`There is no ${labels}: only pages made in code are read.`);
    return [];
  }
  return (JSON.parse(readFileSync(labels, 'utf8')) as Label[]).map(({ file, label, kind }) => ({
    name: file,
    label,
    kind,
    picture: decodePicture(`${values.folder}/${file}`),
  }));
}

interface Sums {
  pictures: number;
  digits: number;
  right: number;
  doubted: number;
  extra: number;
  certainExtra: number;
  ms: number;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;

function table(title: string, results: readonly ReadPicture[]): void {
  console.log(
    `\n| ${title} | pictures | digits | right | right ones doubted | read where nothing is | of these with certainty |`,
  );
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  for (const kind of [...kinds, 'all']) {
    const sums: Sums = { pictures: 0, digits: 0, right: 0, doubted: 0, extra: 0, certainExtra: 0, ms: 0 };
    for (const one of results) {
      if (kind !== 'all' && one.kind !== kind) continue;
      sums.pictures++;
      sums.digits += one.digits;
      sums.right += one.right;
      sums.doubted += one.rightDoubted;
      sums.extra += one.extra;
      sums.certainExtra += one.certainExtra;
    }
    const right = `${sums.right} (${percent(sums.right, sums.digits)})`;
    console.log(
      `| ${kind} | ${sums.pictures} | ${sums.digits} | ${right} | ${sums.doubted} | ${sums.extra} | ${sums.certainExtra} |`,
    );
  }
}

function readAll(pictures: readonly LabelledPicture[]): ReadPicture[] {
  const results = pictures
    .filter(({ kind }) => values.only === '' || kind.includes(values.only))
    .map((one) => readPicture(one));
  for (const { name, kind, label, read, right, digits, ms } of results) {
    const says = label === read ? label : `${label} read as ${read}`;
    console.log(`${name} (${kind}): ${says}; ${right} of ${digits}, ${ms.toFixed(0)} ms`);
  }
  return results;
}

const real = readAll(photos());
const digits = await loadDigits();
const made = readAll(madePages(digits, Number(values.seed)));
const others = readAll(otherPages(Number(values.seed)));
if (real.length > 0) table('photos', real);
if (made.length > 0) table('pages made of MNIST’s test digits', made);
const things = others.reduce((sum, { things: count }) => sum + count, 0);
const certain = others.reduce((sum, { certainExtra }) => sum + certainExtra, 0);
if (things > 0)
  console.log(
    `\nOf ${things} letters, shapes and scribbles ${certain} (${percent(certain, things)}) are read with certainty.`,
  );
if (values.sheet !== '') writeSheet(values.sheet, [...real, ...made, ...others]);

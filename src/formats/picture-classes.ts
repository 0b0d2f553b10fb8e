/**
 * What pictures show, by where they lie or what they are called: "train/7/00012.png", "cats/one.jpg", "7_12.png",
 * "00012-label-7.png". One rule holds for all pictures that come together: the first that fits nearly all of them.
 */
import { CLASS_COUNT } from '../core/network';
import type { Result } from '../core/fault';
import { plainName, reading, refuseFile, shownName } from './refusal';

/** Which part of a set a file belongs to, as far as its name says. */
export type Role = 'train' | 'test' | undefined;

export interface PictureClasses {
  readonly classNames: readonly string[];
  /** For each picture its label, an index into classNames; undefined where its name does not say. */
  readonly labels: readonly (number | undefined)[];
}

/** A rule that says nothing of more pictures than this share does not hold. */
const MOST_UNSAID = 0.2;
const LONGEST_NAME = 40;
const SHOWN_CLASSES = 11;

/** Folders that tell the parts of a set apart and not what is in them. */
const PARTS = /^(train|training|test|testing|val|valid|validation|images?|data)$/i;
const isTest = /(^|[^a-z])(t10k|test|testing|tests)([^a-z]|$)/i;
const isTrain = /(^|[^a-z])(train|training)([^a-z]|$)/i;

export const roleOf = (name: string): Role =>
  isTest.test(name) ? 'test' : isTrain.test(name) ? 'train' : undefined;

/** What systems put into archives beside what is meant. */
export const isLitter = (name: string): boolean =>
  name
    .split(/[\\/]/)
    .some((part) => part === '__MACOSX' || part.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(part));

const foldersOf = (name: string): string[] => name.split(/[\\/]/).slice(0, -1);
const fileOf = (name: string): string =>
  name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.\w+$/, '');

/** The rules, the surest first. Each says a picture's class by its name with its folders. */
const RULES: readonly ((name: string) => string | undefined)[] = [
  lastFolder,
  (name) => /(?:digit|label|class|number)[-_ =]?(\d)(?!\d)/i.exec(fileOf(name))?.[1],
  (name) => /^(\d)(?!\d)/.exec(fileOf(name))?.[1],
  (name) => /[-_ (](\d)\)?$/.exec(fileOf(name))?.[1],
  (name) => /^(\p{L}[\p{L}\p{M} ]*?)[-_ ]*(?:\d|\(|$)/u.exec(fileOf(name))?.[1],
];

function lastFolder(name: string): string | undefined {
  const folders = foldersOf(name).filter((folder) => !PARTS.test(folder));
  return folders.at(-1);
}

/** names: with folders, "/" or "\" between them. A fault when they tell of no classes, of a single one, or of more than ten. */
export const picturesClasses = (names: readonly string[]): Result<PictureClasses> =>
  reading('a set of pictures', () => {
    let tooMany: readonly string[] | undefined;
    for (const rule of RULES) {
      // As they are shown: names that differ in what cannot be seen are one.
      const said = names.map(
        (name) =>
          plainName(rule(name)?.normalize('NFC') ?? '')
            .slice(0, LONGEST_NAME)
            .trim() || undefined,
      );
      const classes = [...new Set(said.filter((name) => name !== undefined))];
      if (said.filter((name) => name === undefined).length > names.length * MOST_UNSAID || classes.length < 2)
        continue;
      if (classes.length > CLASS_COUNT) tooMany ??= classes;
      else return classesOf(said, classes);
    }
    if (tooMany) {
      const shown = tooMany.slice(0, SHOWN_CLASSES).map(shownName).join(', ');
      refuseFile(
        `These pictures seem to be of ${tooMany.length} classes (${shown}${tooMany.length > SHOWN_CLASSES ? ', …' : ''}): two to ten are taken.`,
      );
    }
    return refuseFile(
      `The names of these pictures do not say what they show: put each class into a folder of its own, or begin each name with its digit, as in “7_12.png”. The first is called “${shownName(names[0] ?? '')}”.`,
    );
  });

function classesOf(said: readonly (string | undefined)[], classes: readonly string[]): PictureClasses {
  // Digits are their own labels, whether all of them are there or not.
  const areDigits = classes.every((name) => /^\d$/.test(name));
  const classNames = areDigits
    ? Array.from({ length: Math.max(...classes.map(Number)) + 1 }, (_, digit) => String(digit))
    : classes.slice().sort((a, b) => (a < b ? -1 : 1));
  // Not an object: a class may be called __proto__.
  const labels = new Map(classNames.map((name, label) => [name, label]));
  return {
    classNames,
    labels: said.map((name) => (name === undefined ? undefined : labels.get(name))),
  };
}

/**
 * What tells runs apart wherever several are shown: a colour, and, for those who cannot tell the colours, a dash. The hues
 * are those of Okabe and Ito (Color Universal Design, 2008, https://jfly.uni-koeln.de/color/); lightness and saturation
 * were searched for each theme so that every colour has at least 3:1 against the panels and no two come close for
 * people with protanopia, deuteranopia or tritanopia (simulated after Machado, Oliveira and Fernandes, 2009): closer
 * than 0.09 in OKLab, where the original palette comes to 0.08. run-colours.test.ts computes both again.
 */
interface RunColour {
  /** For people and screen readers, in lower case. */
  readonly name: string;
  readonly light: string;
  readonly dark: string;
}

/** As many as RUN_COLOUR_COUNT of the library; a record's `colour` is an index into it. */
export const RUN_COLOURS: readonly RunColour[] = [
  { name: 'blue', light: '#1b66a1', dark: '#5494f7' },
  { name: 'orange', light: '#95550c', dark: '#f5c964' },
  { name: 'green', light: '#1fa07f', dark: '#81f5c8' },
  { name: 'red', light: '#871c0b', dark: '#ff9683' },
  { name: 'purple', light: '#d65fd0', dark: '#d55ec5' },
  { name: 'sky blue', light: '#0e4c72', dark: '#6ac2ff' },
  { name: 'yellow', light: '#878d10', dark: '#a9aa11' },
  { name: 'grey', light: '#706867', dark: '#918381' },
];

const entry = (index: number): RunColour => RUN_COLOURS[index % RUN_COLOURS.length]!;

/** A CSS colour that follows the theme. index: a record's `colour`, 0 or more; beyond the palette it begins again. */
export const runColour = (index: number): string => `light-dark(${entry(index).light}, ${entry(index).dark})`;

export const runColourName = (index: number): string => entry(index).name;

/**
 * Colours for runs that are shown together: each run's own, but for one whose colour an earlier run of the list has, which
 * gets the next that is free. Up to eight runs differ; after that colours come again. wanted and result: palette indices.
 */
export function distinctColours(wanted: readonly number[]): number[] {
  const count = RUN_COLOURS.length;
  const taken = new Set<number>();
  return wanted.map((own) => {
    if (taken.size === count) taken.clear();
    let colour = own % count;
    while (taken.has(colour)) colour = (colour + 1) % count;
    taken.add(colour);
    return colour;
  });
}

/** Lengths in px of dash, gap, dash, …; none for an unbroken line. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 3],
  [3, 3],
  [10, 3, 2, 3],
  [14, 4],
  [6, 3, 2, 3, 2, 3],
  [5, 5],
  [12, 3, 5, 3],
];

/** How the lines of the run at this place, 0 and up, among those on a chart are broken. */
export const runDash = (place: number): readonly number[] => DASHES[place % DASHES.length]!;

import { readColours } from '../colour-scheme';
import { PICTURE, type RowLook } from './paint-row';

/** Least space between two pictures, in CSS px. */
const GAP = 6;
const TOKENS = ['--stroke', '--paper', '--ink-soft', '--bad'] as const;

/** How many pictures stand side by side in so many px. */
export const columnsIn = (width: number): number => Math.max(1, Math.floor((width + GAP) / (PICTURE + GAP)));

let known: { readonly appearance: string; readonly look: Omit<RowLook, 'pitch'> } | undefined;

/** Colours and measures for a grid so wide. appearance: see useAppearance; what was read for it is remembered. */
export function gridLook(appearance: string, width: number): RowLook {
  if (known?.appearance !== appearance) {
    const [ink, paper, text, wrong] = readColours(document.body, TOKENS);
    const colours = { ink: ink!, paper: paper!, text: text!, wrong: wrong! };
    const { fontFamily } = getComputedStyle(document.body);
    known = { appearance, look: { colours, fontFamily, density: devicePixelRatio } };
  }
  const columns = columnsIn(width);
  // What is left over becomes space between the pictures.
  const pitch = columns === 1 ? PICTURE + GAP : Math.floor((width - PICTURE) / (columns - 1));
  return { ...known.look, pitch };
}

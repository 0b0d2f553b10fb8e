/**
 * The picture of paper that is looked at: what was found on it, what the networks read, and what the visitor says it is. The
 * picture stays in this page's memory; corrected digits join the visitor's own as pictures.
 */
import { findOnPaper, type PaperTrouble } from '../client/paper-link';
import { argmax } from '../core/metrics';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { paperPrediction } from '../core/paper/doubt';
import { allPictures, digitRows } from '../core/paper/read-found';
import type { Prediction } from '../core/uncertainty';
import type { PaperFound } from '../protocol/paper';
import { predictPictures, showPicture } from './drawing-store';
import { LatestQuestion } from './latest-question';
import { showPlace } from './places';
import { useRun } from './run-store';
import { slice } from './store';
import { keepPicture, relabelDigit, useYourDigits } from './your-digits';

export type { PaperTrouble } from '../client/paper-link';

interface Paper {
  /** An address of the picture within this page; undefined while there is none. */
  readonly url: string | undefined;
  readonly isSearching: boolean;
  readonly trouble: PaperTrouble | undefined;
  readonly found: PaperFound | undefined;
  /** Ids in *your digits* of what was corrected, by place among the found digits. */
  readonly kept: ReadonlyMap<number, string>;
  readonly selected: number | undefined;
}

/** What the networks make of the found digits: one row per digit. */
interface PaperReading {
  readonly prediction: Prediction | undefined;
  readonly source: 'own' | 'pretrained' | undefined;
}

const NOTHING: Paper = {
  url: undefined,
  isSearching: false,
  trouble: undefined,
  found: undefined,
  kept: new Map(),
  selected: undefined,
};
const UNREAD: PaperReading = { prediction: undefined, source: undefined };

// What another network than the one on screen has read is not shown as that one's.
const [use, set] = slice<Paper, PaperReading>('paper', NOTHING, () => UNREAD);
export const usePaper = use;

/** Networks that learn are asked again no more often than this. */
const READ_EVERY_MS = 700;

const networksUrl = (): string => new URL('networks/', document.baseURI).href;
let turn = 0;

/**
 * Reads a picture of digits on paper: a file that was chosen, dropped, pasted or photographed. It takes the place of the one
 * before, and the part of the page that shows it comes into view.
 */
export async function takePicture(file: Blob): Promise<void> {
  const mine = ++turn;
  const { url } = use.getState();
  if (url !== undefined) URL.revokeObjectURL(url);
  set({ ...NOTHING, ...UNREAD, url: URL.createObjectURL(file), isSearching: true });
  if (window.location.hash !== '#photo') showPlace('#photo');
  const reply = await findOnPaper(networksUrl(), file);
  if (mine !== turn) return;
  if (!reply.ok) {
    set({ isSearching: false, trouble: reply.problem });
    return;
  }
  set({ isSearching: false, found: reply.found });
  questions.put(undefined);
}

/** Puts the picture away. */
export function putPictureAway(): void {
  turn++;
  const { url } = use.getState();
  if (url !== undefined) URL.revokeObjectURL(url);
  set({ ...NOTHING, ...UNREAD });
}

export const selectFound = (selected: number | undefined): void => set({ selected });

const questions = new LatestQuestion(
  async () => {
    const { found } = use.getState();
    if (!found || found.digits.length === 0) return { found, reading: UNREAD };
    const pixels = allPictures(found.digits);
    const said = await predictPictures(pixels, pixels.length / PIXEL_COUNT);
    const answer = said?.own ?? said?.pretrained;
    if (!answer) return { found, reading: UNREAD };
    const means = digitRows(answer.probabilities, found.digits[0]!.pictures.length);
    return {
      found,
      reading: {
        prediction: paperPrediction(found.digits, means, found.likeness),
        source: said?.own ? ('own' as const) : ('pretrained' as const),
      },
    };
  },
  ({ found, reading }) => {
    if (found === use.getState().found) set(reading);
  },
);

let waiting = false;
useRun.subscribe((now, before) => {
  const isNews =
    now.network !== before.network ||
    now.progress?.step !== before.progress?.step ||
    now.pretrained.state !== before.pretrained.state;
  if (!isNews || waiting || !use.getState().found) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    questions.put(undefined);
  }, READ_EVERY_MS);
});

/** What the found digit at this place is read as; undefined while nothing has read it. */
export function readAs(prediction: Prediction | undefined, place: number): number | undefined {
  const row = prediction?.probabilities.subarray(place * CLASS_COUNT, (place + 1) * CLASS_COUNT);
  return row?.length === CLASS_COUNT ? argmax(row)[0] : undefined;
}

/** Says what the found digit at this place is, 0..9: its picture joins the visitor's digits. */
export function correctFound(place: number, label: number): void {
  const { found, kept, prediction } = use.getState();
  const digit = found?.digits[place];
  if (!digit) return;
  const id = kept.get(place);
  if (id !== undefined && useYourDigits.getState().digits.some((own) => own.id === id)) {
    relabelDigit(id, label);
    return;
  }
  const fresh = keepPicture(digit.pictures[0]!, label, readAs(prediction, place) ?? null);
  set({ kept: new Map(kept).set(place, fresh) });
}

/** Has the panels for looking inside show what this digit rouses in the network. */
export function lookInside(place: number): void {
  const picture = use.getState().found?.digits[place]?.pictures[0];
  if (!picture) return;
  showPicture(picture);
  showPlace('#inside');
}

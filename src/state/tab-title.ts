/** What the tab is called while a run is under way, so that it can be left alone in the background. */
import type { RunStatus } from '../protocol/events';

export interface TitleNews {
  readonly status: RunStatus;
  /** 0..1; undefined before a run has begun. */
  readonly doneFraction: number | undefined;
  /** Of the validation digits, 0..1; undefined before they were first read. */
  readonly accuracyFraction: number | undefined;
}

const NAME = 'Inkling';

/** Rounded down: only all of it is 100%. */
const percent = (fraction: number, decimals: number): string =>
  `${(Math.floor(fraction * 100 * 10 ** decimals) / 10 ** decimals).toFixed(decimals)}%`;

/** "43% · 98.1% – Inkling" while a run is under way; undefined when the page's own title will do. */
export function runningTitle({ status, doneFraction, accuracyFraction }: TitleNews): string | undefined {
  if ((status !== 'training' && status !== 'paused') || doneFraction === undefined) return undefined;
  const done = percent(doneFraction, 0);
  const accuracy = accuracyFraction === undefined ? '' : ` · ${percent(accuracyFraction, 1)}`;
  return `${status === 'paused' ? '❚❚ ' : ''}${done}${accuracy} – ${NAME}`;
}

/** The mark of a run that has ended while nobody looked; undefined when it has not ended. */
export function endedTitle({ status, accuracyFraction }: TitleNews): string | undefined {
  if (status === 'failed') return `✗ ${NAME}`;
  if (status !== 'finished') return undefined;
  return accuracyFraction === undefined ? `✓ ${NAME}` : `✓ ${percent(accuracyFraction, 1)} – ${NAME}`;
}

/** The parts of a page that bear a title and can be out of sight. */
export interface TitleBearer {
  title: string;
  readonly visibilityState: DocumentVisibilityState;
}

export class TabTitle {
  readonly #page: TitleBearer;
  readonly #own: string;
  #wasRunning = false;

  constructor(page: TitleBearer) {
    this.#page = page;
    this.#own = page.title;
  }

  show(news: TitleNews): void {
    const running = runningTitle(news);
    if (running !== undefined) this.#set(running);
    else if (this.#wasRunning) this.#set(this.#isHidden ? (endedTitle(news) ?? this.#own) : this.#own);
    this.#wasRunning = running !== undefined;
  }

  /** The visitor has come back, or gone. */
  visibilityChanged(): void {
    if (!this.#isHidden && !this.#wasRunning) this.#set(this.#own);
  }

  get #isHidden(): boolean {
    return this.#page.visibilityState === 'hidden';
  }

  #set(title: string): void {
    if (this.#page.title !== title) this.#page.title = title;
  }
}

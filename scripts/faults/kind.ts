/** What a kind of fault is, and what is to come of it. */
import type { Moment } from './moments';
import type { Look, Scene } from './scene';
import type { Treasure } from './storage';

/** What was seen of one fault. */
export interface Outcome {
  /** From when the fault was in place until the sentence was there, in ms; undefined where none is called for. */
  readonly noticedMs?: number;
  /** What the page said; "" where there was nothing to say. */
  readonly message: string;
  /** What the visitor did; "" where nothing had to be done. */
  readonly wayOut: string;
  /** What came back, in a few words. */
  readonly back: string;
  /** Steps and seconds of training that were lost. */
  readonly lostSteps: number;
  readonly lostSeconds: number;
}

/** Just before the fault. */
export interface Before {
  readonly look: Look;
  readonly treasure: Treasure;
  /** Id of the run on screen, once it is stored. */
  readonly runId: string | undefined;
  readonly moment: Moment;
}

export interface FaultKind {
  readonly name: string;
  /** At which moments it may strike; one of them is drawn. */
  readonly moments: readonly Moment[];
  /** The experiment in the page's address; without it the usual one. */
  readonly query?: string;
  /** Whether the parts kept for offline use must be forgotten first, for the fault is one of the network's. */
  readonly isOnline?: boolean;
  /** In how many ms it must be said, where the usual 3 s are not the measure, and why not. */
  readonly noticeLimitMs?: number;
  /** Whether there is anything here for it to strike: a kind that does not apply is left out, and said to be. */
  readonly applies?: (scene: Scene) => Promise<boolean>;
  /** Whether it may delete what the visitor has made, as hands that press anything do. */
  readonly mayDelete?: boolean;
  /** Made ready before the page comes to its moment. */
  readonly arm?: (scene: Scene) => Promise<void>;
  /** Injects it, sees what is said, takes the way out and sees what is back. Throws an Error that says what was not so. */
  readonly strike: (scene: Scene, before: Before) => Promise<Outcome>;
  /** Undone, whatever came of it. */
  readonly disarm?: (scene: Scene) => Promise<void>;
}

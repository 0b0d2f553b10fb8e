import { useSyncExternalStore } from 'react';
import type { Axis } from './axis';

/** A place on an axis that is read. */
interface Mark {
  readonly axis: Axis;
  /** In steps, epochs or seconds. */
  readonly place: number;
}

/**
 * The one place that several charts are read at: whichever of them is pointed at, touched or moved over by key, all of them
 * show it. Not React state: it follows the pointer, and only what lies over the charts changes.
 */
export class CrossHair {
  #mark: Mark | undefined;
  readonly #listeners = new Set<() => void>();

  readonly mark = (): Mark | undefined => this.#mark;

  /** undefined: nothing is read any more. */
  moveTo(mark: Mark | undefined): void {
    this.#mark = mark;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Where the charts are read on this axis; undefined while they are not. */
export function useCrossHair(crossHair: CrossHair, axis: Axis): number | undefined {
  const mark = useSyncExternalStore(crossHair.subscribe, crossHair.mark);
  return mark?.axis === axis ? mark.place : undefined;
}

import { type ComponentType, lazy, use } from 'react';
import { readerFirst } from '../state/reader-first';
import { Attempt } from './attempt';

/** Mantine's styles of all late parts. Without them a part looks plain, which is better than none. */
let styles: Promise<unknown> | undefined;
const lateStyles = (): Promise<unknown> => (styles ??= import('./mantine-late.css').catch(() => undefined));

/**
 * A part whose code is fetched when it is first shown. One whose code did not arrive is fetched anew when the visitor has the
 * boundary around it try again: React keeps a failure for as long as the part, so that another part takes its place.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let hasFailed = false;
  let attempt = 0;
  const make = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    });
  let Part = make();
  return function LazilyLoaded(props: P) {
    const now = use(Attempt);
    if (hasFailed && now > attempt) {
      hasFailed = false;
      Part = make();
    }
    attempt = Math.max(attempt, now);
    return <Part {...props} />;
  };
}

/** A part of the page whose code is fetched when drawings can be read, and its styles with it. */
export const latePart = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> =>
  lazyPart(async () => {
    await readerFirst;
    const [Part] = await Promise.all([load(), lateStyles()]);
    return Part;
  });

import { type ComponentType, lazy } from 'react';
import { readerFirst } from '../state/reader-first';

/** Mantine's styles of all late parts. Without them a part looks plain, which is better than none. */
let styles: Promise<unknown> | undefined;
const lateStyles = (): Promise<unknown> => (styles ??= import('./mantine-late.css').catch(() => undefined));

/** A part of the page whose code is fetched when drawings can be read, and its styles with it. */
export const latePart = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => {
    await readerFirst;
    const [Part] = await Promise.all([load(), lateStyles()]);
    return { default: Part };
  });

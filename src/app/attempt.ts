import { createContext } from 'react';

let last = 0;

/** A number for another attempt at showing a part that failed: greater than all before it. */
export const nextAttempt = (): number => ++last;

/** The attempt within which a part is shown; 0 until somebody has asked for another. */
export const Attempt = createContext(0);

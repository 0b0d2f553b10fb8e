import { type Slice, store } from '../store';

/** Puts a slice into a state that a test wants, past its owner. changes: what is to be other than it is. */
export function setSlice<S extends object>(
  use: Slice<S>,
  changes: Partial<S> | ((now: S) => Partial<S>),
): void {
  const now = use.getState();
  const [name] = Object.entries(store.getState()).find(([, state]) => state === now)!;
  store.setState({ [name]: { ...now, ...(typeof changes === 'function' ? changes(now) : changes) } });
}

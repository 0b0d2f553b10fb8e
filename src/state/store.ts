/**
 * The one store of the page, in slices. Each slice is made by the file that owns it, which alone holds its writer; everybody
 * else gets a hook that reads. A slice says which part of it belongs to the network on screen: when another network takes
 * that one's place, those parts of all slices are replaced together, in one change that nobody can see half done. Slices of
 * parts of the page that arrive late join when they arrive.
 */
import { createStore, type StoreApi, type UseBoundStore, useStore } from 'zustand';
import type { NetworkIdentity } from '../core/network-identity';
import type { RunRecord } from '../library/run-record';

/** A network as it is put on screen, and the record of the run that it is of. */
export interface ShownNetwork {
  readonly network: NetworkIdentity;
  readonly record: RunRecord;
}

/** Reads one slice: a hook with a selector, and what zustand's own stores have for reading outside of components. */
export type Slice<S> = UseBoundStore<Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'>>;

/** Changes some fields of one slice; of the others nothing is lost. */
export type Write<S> = (changes: Partial<S> | ((now: S) => Partial<S>)) => void;

/** Lint keeps all but the helper for tests from this: whoever wants to write goes through a slice's owner. */
export const store = createStore<Readonly<Record<string, object>>>(() => ({}));

const replacements = new Map<string, (shown: ShownNetwork | undefined) => object>();

/**
 * Adds a slice; names are unique. page: what stays whatever network is on screen. ofNetwork: the part that belongs to the
 * network, as it is when one was just put on screen, or undefined when there is none; `now` is what the slice held before.
 */
export function slice<P extends object, N extends object = object>(
  name: string,
  page: P,
  ofNetwork?: (shown?: ShownNetwork, now?: P & N) => N,
): [Slice<P & N>, Write<P & N>] {
  type S = P & N;
  const initial = { ...page, ...ofNetwork?.() } as S;
  const getState = () => store.getState()[name] as S;
  const api: Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'> = {
    getState,
    getInitialState: () => initial,
    subscribe: (listener) =>
      store.subscribe((now, before) => {
        if (now[name] !== before[name]) listener(now[name] as S, before[name] as S);
      }),
  };
  const write: Write<S> = (changes) => {
    const now = getState();
    store.setState({ [name]: { ...now, ...(typeof changes === 'function' ? changes(now) : changes) } });
  };
  store.setState({ [name]: initial });
  if (ofNetwork)
    replacements.set(name, (shown) => {
      const now = getState();
      return { ...now, ...ofNetwork(shown, now) };
    });
  const useSlice = <U>(selector?: (state: S) => U) => useStore(api, selector!);
  return [Object.assign(useSlice, api), write];
}

/** Another network is on screen, or none: nothing of the one before is left in any slice, and its record says the rest. */
export const replaceNetwork = (shown?: ShownNetwork): void =>
  store.setState(
    Object.fromEntries(Array.from(replacements, ([name, replacement]) => [name, replacement(shown)])),
  );

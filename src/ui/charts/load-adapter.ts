import type * as adapter from './tfvis-adapter';

type Adapter = typeof adapter;

let loading: Promise<Adapter> | undefined;

/**
 * tfjs-vis and Vega, fetched once. Call it early (when training is asked for, say) to have the charts ready for the first
 * point. Rejects when the download fails; the next call tries again.
 */
export function loadAdapter(): Promise<Adapter> {
  loading ??= import('./tfvis-adapter').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

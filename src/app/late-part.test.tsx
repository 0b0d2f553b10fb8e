// @vitest-environment happy-dom
import { act, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { ErrorBoundary } from './error-boundary';
import { lazyPart } from './late-part';

const Charts = ({ of }: { readonly of: string }) => <p>Charts of {of}</p>;

it('is fetched anew when its code did not arrive and the visitor tries again, and not before', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let isThere = false;
  const load = vi.fn(() => (isThere ? Promise.resolve(Charts) : Promise.reject(new TypeError('404'))));
  const Part = lazyPart(load);
  const place = document.createElement('div');
  const root = createRoot(place);
  const show = () =>
    act(async () =>
      root.render(
        <ErrorBoundary part="the charts">
          <Suspense>
            <Part of="loss" />
          </Suspense>
        </ErrorBoundary>,
      ),
    );
  const buttons = () => [...place.querySelectorAll('button')];
  const tryAgain = () => act(async () => buttons()[0]!.click());
  await show();
  await show();
  expect(load).toHaveBeenCalledTimes(1);
  expect(buttons().map((button) => button.textContent)).toEqual(['Try again']);

  await tryAgain();
  expect(load).toHaveBeenCalledTimes(2);
  expect(place.textContent).toContain('404');
  // A browser may keep the failure; then only this helps.
  expect(buttons().map((button) => button.textContent)).toEqual(['Try again', 'Load the page again']);

  isThere = true;
  await tryAgain();
  expect(place.textContent).toBe('Charts of loss');
  expect(load).toHaveBeenCalledTimes(3);
  await act(async () => root.unmount());
});

// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { CopyButton } from './copy-button';
import { isInForeignFrame } from './download';
import { renderForTest } from './render-for-test';
import { SavedCopy } from './saved-copy';

const file = { content: 'a,b\n1,2', fileName: 'digits.csv', type: 'text/csv' };
afterEach(() => vi.unstubAllGlobals());

it('keeps the text of a saved file at hand, and shows it at once where files come to nothing', () => {
  const { element } = renderForTest(<SavedCopy file={file} />);
  expect(element.querySelector('details')?.open).toBe(false);
  expect(element.querySelector('textarea')).toBeNull();
  vi.stubGlobal('origin', 'null');
  expect(isInForeignFrame()).toBe(true);
  const framed = renderForTest(<SavedCopy file={file} />);
  expect(framed.element.querySelector('details')?.open).toBe(true);
  expect(framed.element.querySelector('textarea')?.value).toBe('a,b\n1,2');
});

it('has a text ready, all of it selected, where there is no clipboard at all', async () => {
  vi.stubGlobal('navigator', { userAgent: '' });
  const { button, press, element } = renderForTest(
    <CopyButton text={() => 'to be copied'} called="The text">
      Copy
    </CopyButton>,
  );
  press(button('Copy'));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  const field = element.querySelector('textarea')!;
  expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['to be copied', 0, 12]);
  expect(element.textContent).not.toContain('Copied.');
});

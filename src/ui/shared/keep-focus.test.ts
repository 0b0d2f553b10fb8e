// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFocus } from './keep-focus';

let end: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  end = keepFocus();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

const PAGE = `
  <main data-focus-home>
    <section id="note"><button id="dismiss">Later</button></section>
    <section id="run"><button data-focus-first id="train">Train</button></section>
    <section id="runs"><ul><li id="row"><button id="delete">Delete</button></li></ul><input id="order" /></section>
  </main>`;

const find = (id: string) => document.getElementById(id)!;

/** Focuses one element, takes another away and waits until the page has settled. */
async function takeAway(focused: string, taken: string, meanwhile?: () => void): Promise<void> {
  document.body.innerHTML = PAGE;
  find(focused).focus();
  find(taken).remove();
  meanwhile?.();
  await vi.advanceTimersByTimeAsync(500);
}

describe('the focus', () => {
  it('goes to the part around what was taken away', async () => {
    await takeAway('delete', 'row');
    expect(document.activeElement).toBe(find('runs'));
    expect(find('runs').getAttribute('tabindex')).toBe('-1');
    find('order').focus();
    expect(find('runs').hasAttribute('tabindex')).toBe(false);
  });

  it('goes to where a part says, when the part that had it is gone as a whole', async () => {
    await takeAway('dismiss', 'note');
    expect(document.activeElement).toBe(find('train'));
  });

  it('stays where somebody else has put it meanwhile', async () => {
    await takeAway('delete', 'row', () => find('order').focus());
    expect(document.activeElement).toBe(find('order'));
  });

  it('stays where it is when something else is taken away', async () => {
    await takeAway('order', 'row');
    expect(document.activeElement).toBe(find('order'));
  });
});

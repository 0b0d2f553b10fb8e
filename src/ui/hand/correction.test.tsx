// @vitest-environment happy-dom
import { act } from 'react';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storedDigitSchema } from '../../state/kept-digit';
import { createRepository } from '../../library/storage';
import { memoryBackend } from '../../library/testing/memory-backend';
import { openYourDigits, useYourDigits } from '../../state/your-digits';
import { renderForTest } from '../shared/render-for-test';
import { Correction } from './correction';
import { setSlice } from '../../state/testing/set-slice';

const stroke = [
  { x: 0.5, y: 0.2 },
  { x: 0.5, y: 0.8 },
];
const drawn = { strokes: [stroke], pixels: new Uint8Array(784), reading: 7 };
const labels = () => useYourDigits.getState().digits.map(({ label, read }) => [label, read]);

function setUp() {
  const { element, render, press } = renderForTest(<Correction {...drawn} />);
  const button = (name: string) => element.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
  return { element, render, press, button };
}

describe('Correction', () => {
  beforeAll(() => openYourDigits(createRepository(storedDigitSchema, memoryBackend())));
  // Also for what the test before has left on the page.
  beforeEach(() => act(() => setSlice(useYourDigits, { digits: [], removed: [] })));

  it('keeps the drawing under the pressed number, with what was read', () => {
    const { element, press, button } = setUp();
    press(button('No, that was a 1'));
    expect(labels()).toEqual([[1, 7]]);
    expect(useYourDigits.getState().digits[0]!.strokes).toEqual([
      [
        [0.5, 0.2],
        [0.5, 0.8],
      ],
    ]);
    expect(button('No, that was a 1').getAttribute('aria-pressed')).toBe('true');
    expect(element.textContent).toContain('Kept as a 1: 1 in all.');
  });

  it('changes its mind for the same drawing, and keeps another one beside it', () => {
    const { render, press, button } = setUp();
    press(button('No, that was a 1'));
    press(button('Yes, that was a 7'));
    expect(labels()).toEqual([[7, 7]]);
    render(<Correction {...drawn} pixels={new Uint8Array(784)} reading={2} />);
    expect(button('Yes, that was a 2').getAttribute('aria-pressed')).toBe('false');
    press(button('No, that was a 4'));
    expect(labels()).toEqual([
      [7, 7],
      [4, 2],
    ]);
  });

  it('takes it back, and can keep it again after it was removed elsewhere', () => {
    const { element, press, button } = setUp();
    press(button('No, that was a 1'));
    const takeBack = [...element.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Don’t keep it',
    )!;
    press(takeBack);
    expect(labels()).toEqual([]);
    press(button('No, that was a 3'));
    expect(labels()).toEqual([[3, 7]]);
  });

  it('does nothing while nothing is read', () => {
    const { element, render, press } = setUp();
    render(<Correction strokes={[]} pixels={undefined} reading={undefined} />);
    const buttons = [...element.querySelectorAll<HTMLElement>('[aria-disabled="true"]')];
    expect(buttons).toHaveLength(10);
    for (const button of buttons) press(button);
    expect(labels()).toEqual([]);
  });
});

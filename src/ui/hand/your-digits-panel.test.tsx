// @vitest-environment happy-dom
import { act } from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import { storedDigitSchema } from '../../state/kept-digit';
import type { RunState } from '../../state/run-store';
import { useRun } from '../../state/run-store';
import { createRepository } from '../../library/storage';
import { useFineTuning } from '../../state/fine-tuning';
import { memoryBackend } from '../../library/testing/memory-backend';
import { keepDigit, openYourDigits, useYourDigits } from '../../state/your-digits';
import { renderForTest } from '../shared/render-for-test';
import { YourDigitsPanel } from './your-digits-panel';
import { setSlice } from '../../state/testing/set-slice';

const stroke = [
  { x: 0.5, y: 0.2 },
  { x: 0.5, y: 0.8 },
];
const evaluation = (accuracyFraction: number) =>
  ({
    split: 'test',
    exampleCount: 10_000,
    loss: 0,
    accuracyFraction,
    confusion: new Uint32Array(100),
  }) as const;

function setUp(labels: readonly number[], run: Partial<RunState> = {}) {
  act(() => {
    setSlice(useYourDigits, { digits: [], removed: [], problem: undefined });
    setSlice(useFineTuning, { report: undefined, canUndo: false });
    setSlice(useRun, { status: 'finished', progress: undefined, fineTuning: undefined, ...run });
    for (const label of labels) keepDigit([stroke], label, 7);
  });
  return renderForTest(<YourDigitsPanel />);
}
const progress = { step: 5, totalSteps: 5, stepsPerEpoch: 5, trainSeconds: 1, examplesPerSecond: 1 };
const named = (element: HTMLElement, label: string) =>
  element.querySelector<HTMLElement>(`[aria-label="${label}"]`)!;

describe('YourDigitsPanel', () => {
  beforeAll(() => openYourDigits(createRepository(storedDigitSchema, memoryBackend())));

  it('groups the drawings by what they are, and says how each was read', () => {
    const { element } = setUp([7, 1, 7]);
    expect([...element.querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual(['1', '7']);
    const pictures = [...element.querySelectorAll('canvas')].map((canvas) =>
      canvas.getAttribute('aria-label'),
    );
    expect(pictures).toEqual(['your 1, read as 7', 'your 7, read rightly', 'your 7, read rightly']);
  });

  it('removes one and brings it back; removes all only after a second yes', () => {
    const { element, press, button, dataValue } = setUp([7, 1]);
    press(named(element, 'Remove your 1, read as 7'));
    expect(dataValue('your-digits')).toBe('1');
    press(button('Bring back'));
    expect(dataValue('your-digits')).toBe('2');
    press(button('Remove all'));
    press(button('Keep them'));
    expect(dataValue('your-digits')).toBe('2');
    press(button('Remove all'));
    press(button('Yes, remove'));
    expect(dataValue('your-digits')).toBeUndefined();
    press(button('Bring back'));
    expect(dataValue('your-digits')).toBe('2');
  });

  it('shows twenty of a kind until all are asked for', () => {
    const { element, press, button } = setUp(Array.from({ length: 23 }, () => 4));
    expect(element.querySelectorAll('canvas')).toHaveLength(20);
    press(button('Show all 23'));
    expect(element.querySelectorAll('canvas')).toHaveLength(23);
  });

  it.each([
    ['busy training', { status: 'training', progress }, [1]],
    ['press Stop', { status: 'paused', progress }, [1]],
    ['Train a network first: then', { status: 'ready' }, [1]],
    [
      'Train a network first, or start from the ready-made one: then',
      { status: 'ready', pretrained: { state: 'ready', validationAccuracyFraction: 0.99 } },
      [1],
    ],
    ['Draw a digit', { progress }, []],
  ] as const)('says why there can be no lesson now: %s', (words, run, labels) => {
    const { element, button } = setUp(labels, run);
    expect(element.textContent).toContain(words);
    expect(button('Teach it').getAttribute('aria-disabled')).toBe('true');
  });

  it('says what the lesson did, and that one that cost too much was undone', () => {
    const { element, button, dataValue } = setUp([1, 1], { progress });
    const report = {
      before: { test: evaluation(0.98), ownRight: 0 },
      after: { test: evaluation(0.97), ownRight: 2 },
      ownCount: 2,
      isKept: false,
    };
    act(() => setSlice(useFineTuning, { report, canUndo: false }));
    expect(dataValue('lesson')).toBe('undone');
    expect(dataValue('lesson-accuracy')).toBe('0.98,0.97');
    expect(element.textContent).toContain('so the lesson was undone');
    act(() => setSlice(useFineTuning, { report: { ...report, isKept: true }, canUndo: true }));
    expect(dataValue('lesson')).toBe('kept');
    expect(element.textContent).toContain('Of your 2 it read 0 right before and 2 after');
    expect(button('Undo the lesson')).toBeTruthy();
  });
});

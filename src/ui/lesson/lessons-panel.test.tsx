// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../core/presets';
import { useExperiment } from '../../state/experiment-store';
import { setSlice } from '../../state/testing/set-slice';
import { useLesson } from '../../state/lesson';
import { useLibrary } from '../../state/library-store';
import { NO_RUN, useRun } from '../../state/run-store';
import { renderForTest } from '../shared/render-for-test';
import { LessonsPanel } from './lessons-panel';

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve)));
const writeText = vi.fn<(text: string) => Promise<void>>();

beforeEach(() => {
  writeText.mockReset().mockResolvedValue();
  vi.stubGlobal('navigator', { userAgent: '', clipboard: { writeText } });
  window.history.replaceState(null, '', '/?preset=quick#lessons');
  setSlice(useLesson, { lesson: undefined, task: undefined, compare: [], problems: [] });
  setSlice(useLibrary, useLibrary.getInitialState());
  setSlice(useRun, { ...NO_RUN, status: 'ready' });
  setSlice(useExperiment, { experiment: PRESETS.quick.experiment });
});

function setUp() {
  const page = renderForTest(<LessonsPanel />);
  const named = (label: string) => page.element.querySelector<HTMLElement>(`[aria-label="${label}"]`)!;
  const fill = (target: HTMLTextAreaElement | HTMLSelectElement, value: string) =>
    act(() => {
      const isSelect = target instanceof HTMLSelectElement;
      const { prototype } = isSelect ? HTMLSelectElement : HTMLTextAreaElement;
      Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(target, value);
      target.dispatchEvent(new Event(isSelect ? 'change' : 'input', { bubbles: true }));
    });
  const copy = async (of: string) => {
    page.press(named(`Copy link: ${of}`));
    await settle();
    return writeText.mock.lastCall?.[0];
  };
  return { ...page, named, fill, copy };
}

describe('LessonsPanel', () => {
  it('opens a lesson, but not under a run', () => {
    const { named, press, dataValue } = setUp();
    act(() => setSlice(useRun, { status: 'training' }));
    press(named('Open the lesson: Depth and width'));
    expect(dataValue('lesson-depth-and-width')).toBe('');
    act(() => setSlice(useRun, { status: 'finished' }));
    press(named('Open the lesson: Depth and width'));
    expect(dataValue('lesson-depth-and-width')).toBe('open');
    expect(useExperiment.getState().experiment).toMatchObject({ hidden: [16], epochs: 3 });
  });

  it('copies the link of a lesson', async () => {
    const { copy, element } = setUp();
    const here = window.location.origin;
    expect(await copy('Doubt and calibration')).toBe(
      `${here}/?preset=keras-mlp&hidden=128&optimizer=adam&lr=0.004&schedule=cosine&epochs=10&dropout=0&lesson=doubt#evaluation`,
    );
    expect(element.textContent).toContain('Copied.');
  });

  it('makes a link of the page: settings, section, task and runs', async () => {
    const { copy, element, fill, press } = setUp();
    act(() => {
      setSlice(useExperiment, { experiment: { ...PRESETS.quick.experiment, dropout: 0.3 } });
      setSlice(useLibrary, { comparedIds: ['a', 'b'] });
    });
    fill(element.querySelector('textarea')!, 'Which is better?\nWhy & how?');
    fill(element.querySelector('select')!, 'runs');
    const plain = `${window.location.origin}/?preset=quick&dropout=0.3&task=Which+is+better%3F+Why+%26+how%3F`;
    expect(await copy('this page as a lesson')).toBe(`${plain}#runs`);
    press(element.querySelector<HTMLElement>('[type="checkbox"]')!);
    expect(await copy('this page as a lesson')).toBe(`${plain}&compare=a,b#runs`);
  });

  it('shows the link where the clipboard is refused', async () => {
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    const { copy, element } = setUp();
    await copy('The learning rate');
    const field = element.querySelector<HTMLTextAreaElement>('textarea[readonly]')!;
    expect(field.value).toContain('lesson=learning-rate#runs');
    expect(document.activeElement).toBe(field);
    expect(field.selectionEnd).toBe(field.value.length);
  });
});

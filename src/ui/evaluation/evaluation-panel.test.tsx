// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { classificationReport, formatReport, reportCsv } from '../../core/classification-report';
import type { Evaluation } from '../../core/metrics';
import { renderForTest } from '../shared/render-for-test';
import type { SplitEvaluation } from '../../protocol/browsing';
import { EvaluationPanel } from './evaluation-panel';

const confusion = new Uint32Array(100);
for (let digit = 0; digit < 10; digit++) confusion[digit * 11] = 30;
confusion[49] = 11;
confusion[94] = 2;
const evaluation: Evaluation = {
  split: 'test',
  exampleCount: 313,
  loss: 0.0712345,
  accuracyFraction: 300 / 313,
  confusion,
};

const judged = (step: number, changes: Partial<Evaluation> = {}): SplitEvaluation => ({
  split: changes.split ?? 'test',
  step,
  evaluation: { ...evaluation, ...changes },
  calibration: [
    { above: 0, upTo: 0.5, count: 100, meanConfidence: 0.4, accuracyFraction: 0.3 },
    { above: 0.5, upTo: 1, count: 300, meanConfidence: 0.9, accuracyFraction: 0.92 },
  ],
});

const idle = {
  test: judged(30),
  validation: undefined,
  running: undefined,
  canEvaluate: true,
  onEvaluate: () => undefined,
};

describe('EvaluationPanel', () => {
  it('says what will be here before the first evaluation', () => {
    const { element, dataValue } = renderForTest(<EvaluationPanel {...idle} test={undefined} />);
    expect(dataValue('evaluated-accuracy')).toBe('');
    expect(dataValue('confusion-matrix')).toBe('');
    expect(element.textContent).toContain('when a run ends, or you press Evaluate');
    expect(element.querySelector('table')).toBeNull();
  });

  it('keeps its numbers unrounded for scripts and readable for people', () => {
    const { element, dataValue } = renderForTest(<EvaluationPanel {...idle} />);
    expect(Number(dataValue('evaluated-accuracy'))).toBe(300 / 313);
    expect(dataValue('confusion-matrix')?.split(',').map(Number)).toEqual([...confusion]);
    for (const words of ['95.85%', '0.0712', '13 of 313 digits misread', '4 read as 9: 11 times']) {
      expect(element.textContent).toContain(words);
    }
  });

  it('shows whatever was read last, and does not pass validation digits off as a test', () => {
    const learning = new Uint32Array(100);
    learning[0] = 5;
    const validation = judged(20, { split: 'validation', accuracyFraction: 0.5, confusion: learning });
    const { dataValue, render } = renderForTest(
      <EvaluationPanel {...idle} test={undefined} validation={validation} />,
    );
    expect(dataValue('evaluated-accuracy')).toBe('');
    expect(dataValue('matrix-accuracy')).toBe('0.5');
    expect(dataValue('confusion-matrix')).toBe(learning.join(','));
    render(<EvaluationPanel {...idle} validation={validation} />);
    expect(dataValue('confusion-matrix')).toBe(confusion.join(','));
    render(<EvaluationPanel {...idle} validation={{ ...validation, step: 31 }} />);
    expect(dataValue('confusion-matrix')).toBe(learning.join(','));
    expect(dataValue('evaluated-accuracy')).toBe(String(300 / 313));
  });

  it('tells how far confidence and accuracy lie apart', () => {
    const { element, dataValue } = renderForTest(<EvaluationPanel {...idle} />);
    expect(Number(dataValue('calibration'))).toBeCloseTo((100 * 0.1 + 300 * 0.02) / 400, 12);
    expect(element.querySelector('svg[role="img"]')?.getAttribute('aria-label')).toBe(
      'Share read right, by confidence. 0 to 50%: 30%; 50 to 100%: 92%.',
    );
  });

  it('asks for an evaluation when pressed, unless there is nothing to evaluate or one is running', () => {
    const onEvaluate = vi.fn();
    const props = { ...idle, onEvaluate };
    const { render, button, press, element } = renderForTest(<EvaluationPanel {...props} />);
    press(button('Evaluate'));
    expect(onEvaluate).toHaveBeenCalledTimes(1);
    render(<EvaluationPanel {...props} canEvaluate={false} />);
    press(button('Evaluate'));
    render(<EvaluationPanel {...props} running={0.43} />);
    press(button('Evaluate'));
    expect(onEvaluate).toHaveBeenCalledTimes(1);
    expect(button('Evaluate').getAttribute('aria-disabled')).toBe('true');
    expect(element.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')).toBe('43');
  });

  it('says when the network has moved on', () => {
    const { element, render } = renderForTest(<EvaluationPanel {...idle} />);
    expect(element.textContent).not.toContain('has changed since');
    render(<EvaluationPanel {...idle} stale />);
    expect(element.textContent).toContain('has changed since');
  });

  it('has words for a network that makes no mistake', () => {
    const perfect = new Uint32Array(100);
    perfect[0] = 7;
    const { element } = renderForTest(
      <EvaluationPanel
        {...idle}
        test={judged(30, { exampleCount: 7, accuracyFraction: 1, confusion: perfect })}
      />,
    );
    expect(element.textContent).toContain('All 7 digits read right');
    expect(element.textContent).toContain('None: every digit was read right');
  });
});

function hit(key: string): void {
  act(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
}

describe('the confusion matrix', () => {
  it('is one stop for the tab key, moves by arrow key, and says each cell', () => {
    const { element } = renderForTest(<EvaluationPanel {...idle} />);
    const stops = () => [...element.querySelectorAll<HTMLElement>('[role="grid"] [tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    act(() => stops()[0]?.focus());
    for (let i = 0; i < 4; i++) hit('ArrowDown');
    hit('End');
    expect(stops()).toEqual([document.activeElement]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('4 read as 9: 11 times, 26.8% of all 4s');
    expect(element.textContent).toContain('4 read as 9: 11 times, 26.8% of all 4s.');
    expect([...element.querySelectorAll('th[data-active]')].map((th) => th.textContent)).toEqual(['9', '4']);
    hit('Enter');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
    expect(element.querySelector('[data-testid="cell-digits"]')?.textContent).toContain('4s read as 9');
  });

  it('holds counts or shares of the row', () => {
    const { element, press } = renderForTest(<EvaluationPanel {...idle} />);
    const cell = () => element.querySelector('[data-row="4"][data-column="9"]')?.textContent;
    expect(cell()).toBe('11');
    press(element.querySelector<HTMLElement>('input[value="percent"]')!);
    expect(cell()).toBe('27');
  });
});

describe('taking the report along', () => {
  const report = classificationReport(confusion);

  it('copies the text that scikit-learn would print', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { button, press, element } = renderForTest(<EvaluationPanel {...idle} />);
    press(button('Copy as text'));
    await act(() => Promise.resolve());
    expect(writeText).toHaveBeenCalledExactlyOnceWith(formatReport(report, 4));
    expect(element.textContent).toContain('Copied.');
    writeText.mockRestore();
  });

  it('says so when the browser refuses', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
    const { button, press, element } = renderForTest(<EvaluationPanel {...idle} />);
    press(button('Copy as text'));
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    expect(element.textContent).toContain('does not let the page copy');
    writeText.mockRestore();
  });

  it('downloads a table for spreadsheets', async () => {
    const saved: string[] = [];
    const blobs = vi.spyOn(URL, 'createObjectURL');
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { button, press } = renderForTest(<EvaluationPanel {...idle} />);
    press(button('Download CSV'));
    const [blob] = blobs.mock.lastCall as [Blob];
    vi.restoreAllMocks();
    expect(saved).toEqual(['inkling-test-report.csv']);
    expect([blob.type, await blob.text()]).toEqual(['text/csv', reportCsv(report)]);
  });
});

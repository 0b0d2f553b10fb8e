import { describe, expect, it } from 'vitest';
import { formatSteps, formatValue, summarise } from './chart-words';
import { NO_POINTS } from './series-points';

const at = (step: number, value: number) => ({ steps: [1, step], values: [9, value], length: 2 });

describe('summarise', () => {
  it('says the latest values and their step', () => {
    const series = [
      { name: 'training', points: at(430, 0.1234) },
      { name: 'validation', points: at(430, 0.15) },
    ];
    expect(summarise(series, 'loss', 'number')).toBe(
      'Training loss 0.123, validation loss 0.150 at step 430.',
    );
  });
  it('says each step when they differ', () => {
    const series = [
      { name: 'training', points: at(1430, 0.98) },
      { name: 'validation', points: at(938, 0.975) },
    ];
    expect(summarise(series, 'accuracy', 'percent')).toBe(
      'Training accuracy 98.00% at step 1,430, validation accuracy 97.50% at step 938.',
    );
  });
  it('leaves out what has no values, and is empty without any', () => {
    const waiting = { name: 'validation', points: NO_POINTS };
    expect(summarise([{ name: 'training', points: at(5, 1) }, waiting], 'loss', 'number')).toBe(
      'Training loss 1.00 at step 5.',
    );
    expect(summarise([waiting], 'loss', 'number')).toBe('');
  });
});

it('formats values and steps', () => {
  expect([
    formatValue(0.01234, 'number'),
    formatValue(0.98765, 'percent'),
    formatValue(Number.NaN, 'number'),
  ]).toEqual(['0.0123', '98.77%', '–']);
  expect([formatSteps(1200, 1200), formatSteps(1, 16)]).toEqual(['Step 1,200', 'Steps 1–16']);
});

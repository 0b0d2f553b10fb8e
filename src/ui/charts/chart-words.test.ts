import { describe, expect, it } from 'vitest';
import { formatValue, summarise } from './chart-words';
import { NO_POINTS } from './series-points';

const at = (step: number, value: number) => ({ steps: [1, step], values: [9, value], length: 2 });

describe('summarise', () => {
  it('says the latest values and their step', () => {
    const series = [
      { runId: '', run: '', name: 'training', points: at(430, 0.1234) },
      { runId: '', run: '', name: 'validation', points: at(430, 0.15) },
    ];
    expect(summarise(series, 'loss', 'number')).toBe(
      'Training loss 0.123, validation loss 0.150 at step 430.',
    );
  });
  it('says each step when they differ', () => {
    const series = [
      { runId: '', run: '', name: 'training', points: at(1430, 0.98) },
      { runId: '', run: '', name: 'validation', points: at(938, 0.975) },
    ];
    expect(summarise(series, 'accuracy', 'percent')).toBe(
      'Training accuracy 98.00% at step 1,430, validation accuracy 97.50% at step 938.',
    );
  });
  it('leaves out what has no values, and is empty without any', () => {
    const waiting = { runId: '', run: '', name: 'validation', points: NO_POINTS };
    expect(
      summarise([{ runId: '', run: '', name: 'training', points: at(5, 1) }, waiting], 'loss', 'number'),
    ).toBe('Training loss 1.00 at step 5.');
    expect(summarise([waiting], 'loss', 'number')).toBe('');
  });
  it('has a sentence for each of several runs', () => {
    const series = [
      { runId: 'a', run: 'Brisk Heron', name: 'training', points: at(430, 0.12) },
      { runId: 'a', run: 'Brisk Heron', name: 'validation', points: at(430, 0.15) },
      { runId: 'b', run: 'Calm Otter', name: 'training', points: at(20, 0.5) },
      { runId: 'c', run: 'Idle Newt', name: 'training', points: NO_POINTS },
    ];
    expect(summarise(series, 'loss', 'number')).toBe(
      'Brisk Heron: Training loss 0.120, validation loss 0.150 at step 430. Calm Otter: Training loss 0.500 at step 20.',
    );
  });
});

it('formats values', () => {
  expect([
    formatValue(0.01234, 'number'),
    formatValue(0.98765, 'percent'),
    formatValue(Number.NaN, 'number'),
  ]).toEqual(['0.0123', '98.77%', '–']);
});

// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Arithmetic, SoftmaxSteps, UnitSum } from '../../protocol/insight';
import { useArithmetic } from '../../state/arithmetic-store';
import { setSlice } from '../../state/testing/set-slice';
import { renderForTest } from '../shared/render-for-test';
import { strongestTerms } from './arithmetic-words';
import { OutputArithmetic } from './output-arithmetic';
import { UnitSumView } from './unit-sum-view';

beforeEach(() => setSlice(useArithmetic, { chosen: undefined, answer: undefined }));

const ofPixels = (changes: Partial<UnitSum> = {}): UnitSum => {
  const products = new Float64Array(784);
  products.set([1.25, -3, 0.5], 100);
  return {
    place: { layer: 'first', unit: 16 },
    from: 'pixels',
    inputs: new Float32Array(784).fill(0.5, 100, 103),
    weights: new Float32Array(784).fill(2.5, 100, 101).fill(-6, 101, 102).fill(1, 102, 103),
    products,
    positive: 1.75,
    negative: -3,
    bias: 0.25,
    sum: -1,
    activation: { name: 'leakyRelu', value: -0.2 },
    ...changes,
  };
};

/** Of ten hidden units, each of which puts out 0.83. */
const ofUnits: UnitSum = {
  place: { layer: 'last', unit: 7 },
  from: 'units',
  inputs: new Float32Array(10).fill(0.83),
  weights: Float32Array.from({ length: 10 }, (_, i) => (i === 6 ? 1.92 : 0.01 * i)),
  products: Float64Array.from({ length: 10 }, (_, i) => (i === 6 ? 1.5936 : 0.0083 * i)),
  positive: 0,
  negative: 0,
  bias: -0.5,
  sum: 1.5936 + 0.0083 * 39 - 0.5,
  activation: undefined,
};

const softmax: SoftmaxSteps = {
  logits: Float64Array.from([0, 0, 0, 0, 0, 0, 0, 3, 0, -40]),
  temperature: 1,
  shifted: Float64Array.from([-3, -3, -3, -3, -3, -3, -3, 0, -3, -43]),
  exponentials: Float64Array.from([8, 8, 8, 8, 8, 8, 8, 160.6843, 8, 0], (x) => x / 160.6843).map((x, k) =>
    k === 9 ? Math.exp(-43) : x,
  ),
  sum: 1 + 64 / 160.6843,
  probabilities: Float64Array.from([8, 8, 8, 8, 8, 8, 8, 160.6843, 8, 0], (x) => x / 224.6843).map((x, k) =>
    k === 9 ? 1.521e-19 : x,
  ),
};
const drawing = { pixels: new Uint8Array(784), sample: undefined };
const sample = { pixels: new Uint8Array(784), sample: { label: 7, index: 41_999 } };

const rows = (element: HTMLElement): (string | null)[][] =>
  [...element.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent),
  );
const nameOf = (element: HTMLElement): string | undefined => {
  const region = element.querySelector('section')!;
  return element.querySelector(`[id="${region.getAttribute('aria-labelledby')}"]`)?.textContent ?? undefined;
};

describe('UnitSumView', () => {
  it('adds up the pixels of a unit of the first layer', () => {
    const { element, dataValue } = renderForTest(<UnitSumView unit={ofPixels()} digit={sample} step={70} />);
    expect(nameOf(element)).toBe('Unit 17: the sum for training digit 42,000, a 7');
    expect(rows(element)).toEqual([
      ['2 blue pixels', '1.750'],
      ['1 red pixel', '−3.000'],
      ['Bias', '0.250'],
      ['Weighted sum z', '−1.000'],
      ['Activation a, leaky ReLU: z, or a fifth of it below zero', '−0.2'],
    ]);
    const ids = ['unit-positive', 'unit-negative', 'unit-bias', 'unit-sum', 'unit-activation'];
    expect(ids.map(dataValue)).toEqual(['1.75', '-3', '0.25', '-1', '-0.2']);
    expect(element.textContent).toContain('row 4, column 18: 0.5 × −6 = −3.');
    expect(element.querySelector('[aria-label^="Pixels times weights of Unit 17: "]')).not.toBeNull();
  });

  it('shows a sum that passes unchanged with the same digits twice', () => {
    const unit = ofPixels({
      sum: 12.34567,
      positive: 15.09567,
      activation: { name: 'relu', value: 12.34567 },
    });
    const { element } = renderForTest(<UnitSumView unit={unit} digit={drawing} step={70} />);
    expect(
      rows(element)
        .slice(-2)
        .map((row) => row.at(-1)),
    ).toEqual(['12.346', '12.346']);
  });

  it('without hidden layers, ends at the logit of a digit', () => {
    const unit = ofPixels({ place: { layer: 'first', unit: 3 }, activation: undefined });
    const { element, dataValue } = renderForTest(<UnitSumView unit={unit} digit={drawing} step={70} />);
    expect(nameOf(element)).toBe('Output unit for 3: the sum for your drawing');
    expect(rows(element).at(-1)).toEqual(['Sum: the logit of 3', '−1.000']);
    expect(dataValue('unit-activation')).toBeUndefined();
  });

  it('tells the strongest hidden units one by one, the rest together, and they add up as shown', () => {
    const { element } = renderForTest(<UnitSumView unit={ofUnits} digit={drawing} step={70} />);
    const table = rows(element);
    expect(table[0]).toEqual(['Unit 7', '0.83 × 1.92', '1.594']);
    expect(table.map(([name]) => name)).toEqual([
      ...[7, 10, 9, 8, 6, 5, 4, 3].map((unit) => `Unit ${unit}`),
      'The other 2',
      'Bias',
      'Sum: the logit of 7',
    ]);
    const shown = table.map((row) => Math.round(1000 * Number(row.at(-1)!.replace('−', '-'))));
    expect(shown.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(shown.at(-1));
    expect(shown.at(-1)).toBe(1417);
  });
});

it('lists no silent unit by itself', () => {
  expect(strongestTerms({ products: Float64Array.of(0, -2, 0, 1) })).toEqual({
    strongest: [1, 3],
    others: 2,
    rest: 0,
  });
});

describe('OutputArithmetic', () => {
  const answer = (changes: Partial<Arithmetic> = {}) => ({
    arithmetic: { step: 70, unit: undefined, softmax, ...changes },
    digit: drawing,
  });

  it('takes softmax apart in rows, each with the probability unrounded', () => {
    setSlice(useArithmetic, { answer: answer() });
    const { element, dataValue } = renderForTest(<OutputArithmetic />);
    expect(nameOf(element)).toBe('Softmax: from logits to probabilities, for your drawing');
    const table = rows(element);
    expect(table[7]).toEqual(['7', '3.000', '0.000', '1.0000', '0.7152']);
    // Too small for four decimals, and not nothing.
    expect(table[9]).toEqual(['9', '−40.000', '−43.000', '2.115e−19', '1.521e−19']);
    expect(table[10]).toEqual(['Sum', '1.3983', '1.0000']);
    expect(dataValue('softmax-7')).toBe(String(softmax.probabilities[7]));
    expect(dataValue('softmax-sum')).toBe(String(softmax.sum));
    expect(element.textContent).toContain('temperature of this network is 1');
  });

  it('says so where a temperature divides', () => {
    setSlice(useArithmetic, { answer: answer({ softmax: { ...softmax, temperature: 1.234567 } }) });
    const { element, dataValue } = renderForTest(<OutputArithmetic />);
    expect(element.querySelectorAll('th')[2]?.textContent).toBe('(z − largest) ÷ 1.235');
    expect(dataValue('softmax-temperature')).toBe('1.234567');
  });

  it('shows the sum of the digit that is pressed, and drops it for a unit of the first layer', () => {
    setSlice(useArithmetic, { answer: answer() });
    const { element, press, dataValue } = renderForTest(<OutputArithmetic />);
    expect(element.textContent).toContain('Press a digit of the table');
    const seven = element.querySelector<HTMLElement>('button[aria-label="Output unit for 7"]')!;
    press(seven);
    expect(seven.getAttribute('aria-pressed')).toBe('true');
    expect(useArithmetic.getState().chosen).toEqual({ layer: 'last', unit: 7 });
    act(() => setSlice(useArithmetic, { answer: answer({ unit: ofUnits }) }));
    expect(dataValue('unit-arithmetic')).toBe('7');
    act(() =>
      setSlice(useArithmetic, { chosen: { layer: 'first', unit: 2 }, answer: answer({ unit: ofPixels() }) }),
    );
    expect(dataValue('unit-arithmetic')).toBeUndefined();
    expect(seven.getAttribute('aria-pressed')).toBe('false');
  });
});

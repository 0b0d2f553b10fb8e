// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { renderForTest } from '../shared/render-for-test';
import { type Samples, SamplesPanel } from './samples-panel';

const samples: Samples = {
  pixels: new Uint8Array(2 * 784),
  labels: Uint8Array.of(7, 0),
  indices: Uint32Array.of(0, 41_999),
};
const idle = { samples, loading: false, onAnother: () => undefined };

describe('SamplesPanel', () => {
  it('names each digit, and its place counted from 1', () => {
    const { element } = renderForTest(<SamplesPanel {...idle} />);
    expect(
      [...element.querySelectorAll('canvas')].map((canvas) => canvas.getAttribute('aria-label')),
    ).toEqual(['a handwritten 7, training digit 1', 'a handwritten 0, training digit 42,000']);
    expect([...element.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['7', '0']);
  });

  it('keeps the places of the first handful', () => {
    const { element, render } = renderForTest(
      <SamplesPanel {...idle} samples={undefined} loading placeCount={2} />,
    );
    expect(element.querySelectorAll('li')).toHaveLength(2);
    expect(element.querySelectorAll('canvas')).toHaveLength(0);
    render(<SamplesPanel {...idle} loading />);
    expect(element.querySelectorAll('canvas')).toHaveLength(2);
    expect(element.querySelector('ul')?.getAttribute('aria-busy')).toBe('true');
  });

  it('asks for another handful when pressed, but not twice at a time', () => {
    const onAnother = vi.fn();
    const { render, button, press } = renderForTest(<SamplesPanel {...idle} onAnother={onAnother} />);
    press(button('Another handful'));
    expect(onAnother).toHaveBeenCalledTimes(1);
    render(<SamplesPanel {...idle} onAnother={onAnother} loading />);
    press(button('Another handful'));
    expect(onAnother).toHaveBeenCalledTimes(1);
  });

  it('credits the people who made the data', () => {
    const { element } = renderForTest(<SamplesPanel {...idle} />);
    expect(element.textContent).toContain('MNIST, Yann LeCun and Corinna Cortes, CC BY-SA 3.0');
    expect(element.querySelector('a')?.getAttribute('href')).toBe('https://yann.lecun.com/exdb/mnist/');
  });
});

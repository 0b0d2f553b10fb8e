// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderForTest } from '../shared/render-for-test';
import { AugmentationPreview } from './augmentation-preview';

const digit = { pixels: new Uint8Array(784).fill(90, 300, 420), label: 7, index: 12 };
const settings = {
  digit,
  seed: 42,
  note: '',
  disabled: false,
  onStrength: () => undefined,
  onAnother: () => undefined,
};
const labels = (element: HTMLElement): string[] =>
  [...element.querySelectorAll('canvas')].map((canvas) => canvas.getAttribute('aria-label') ?? '');

describe('AugmentationPreview', () => {
  it('shows the digit and its variants of the first twelve epochs, most of them changed', () => {
    const { element } = renderForTest(<AugmentationPreview {...settings} strength={1} />);
    const [first, ...variants] = labels(element);
    expect(first).toBe('a handwritten 7, as it is');
    expect(variants.map((label) => label.replace(', as it is', ''))).toEqual(
      Array.from({ length: 12 }, (_, i) => `the 7 in epoch ${i + 1}`),
    );
    const unchanged = variants.filter((label) => label.endsWith('as it is')).length;
    expect(unchanged).toBeLessThan(7);
  });

  it('shows twelve times the digit itself at strength 0', () => {
    const { element } = renderForTest(<AugmentationPreview {...settings} strength={0} />);
    expect(labels(element).every((label) => label.endsWith('as it is'))).toBe(true);
  });

  it('asks for another digit, and for another strength by the slider', () => {
    const onAnother = vi.fn();
    const onStrength = vi.fn();
    const { element, button, press } = renderForTest(
      <AugmentationPreview {...settings} strength={1} onAnother={onAnother} onStrength={onStrength} />,
    );
    press(button('Another digit'));
    expect(onAnother).toHaveBeenCalledTimes(1);
    const thumb = element.querySelector<HTMLElement>('[role="slider"]')!;
    expect(thumb.getAttribute('aria-valuenow')).toBe('1');
    const key = new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true });
    act(() => void thumb.dispatchEvent(key));
    expect(onStrength).toHaveBeenCalledWith(1.1);
  });
});

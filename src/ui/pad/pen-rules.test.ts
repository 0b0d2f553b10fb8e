import { describe, expect, it } from 'vitest';
import { createPenRules, type PointerLike } from './pen-rules';

const pointer = (pointerId: number, pointerType: string, more: Partial<PointerLike> = {}): PointerLike => ({
  pointerId,
  pointerType,
  button: 0,
  width: 1,
  height: 1,
  timeStamp: 10_000,
  ...more,
});

describe('which pointer draws', () => {
  it('is the first one, until it is lifted', () => {
    const rules = createPenRules();
    expect(rules.down(pointer(1, 'touch'))).toBe('take');
    expect(rules.down(pointer(2, 'touch'))).toBe('ignore');
    expect(rules.draws(pointer(1, 'touch'))).toBe(true);
    expect(rules.draws(pointer(2, 'touch'))).toBe(false);
    rules.up(pointer(2, 'touch'));
    expect(rules.draws(pointer(1, 'touch'))).toBe(true);
    rules.up(pointer(1, 'touch'));
    expect(rules.down(pointer(3, 'touch'))).toBe('take');
  });

  it('is no other button than the first', () => {
    expect(createPenRules().down(pointer(1, 'mouse', { button: 2 }))).toBe('ignore');
  });

  it('is no palm', () => {
    expect(createPenRules().down(pointer(1, 'touch', { width: 40, height: 120 }))).toBe('ignore');
    expect(createPenRules().down(pointer(1, 'touch', { width: 40, height: 45 }))).toBe('take');
  });

  it('is the pen when the hand that holds it came down first', () => {
    const rules = createPenRules();
    rules.down(pointer(1, 'touch'));
    expect(rules.down(pointer(2, 'pen'))).toBe('take-over');
    expect(rules.draws(pointer(1, 'touch'))).toBe(false);
    expect(rules.draws(pointer(2, 'pen'))).toBe(true);
  });

  it('is no touch while a pen hovers or has just left, but is again later', () => {
    const rules = createPenRules();
    rules.draws(pointer(1, 'pen', { timeStamp: 10_000 }));
    expect(rules.down(pointer(2, 'touch', { timeStamp: 10_400 }))).toBe('ignore');
    expect(rules.down(pointer(3, 'touch', { timeStamp: 11_500 }))).toBe('take');
  });

  it('does not let a second pen or a mouse break into a stroke', () => {
    const rules = createPenRules();
    rules.down(pointer(1, 'pen'));
    expect(rules.down(pointer(2, 'pen'))).toBe('ignore');
    expect(rules.down(pointer(3, 'mouse'))).toBe('ignore');
  });
});

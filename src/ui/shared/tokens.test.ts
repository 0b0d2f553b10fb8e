import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, EYES, seenApart, tokenColours } from './colours-for-test';

const CSS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const DIGITS = Array.from({ length: 10 }, (_, digit) => `--class-${digit}`);

describe.each(['light', 'dark'] as const)('the palette, %s theme', (theme) => {
  const of = (token: string): string => tokenColours(CSS, token)[theme];

  // 3:1 is WCAG 2.2's 1.4.11 for what is not text, 4.5:1 its 1.4.3 for text.
  it.each(['--series-train', '--series-validation', '--accent', '--ink-soft', ...DIGITS])(
    '%s stands out from a panel as a line or a mark',
    (token) => expect(contrast(of(token), of('--card'))).toBeGreaterThanOrEqual(3),
  );
  it.each([
    ['--ink', '--card'],
    ['--ink', '--page'],
    ['--ink-soft', '--card'],
    ['--bad', '--card'],
    ['--accent', '--card'],
  ])('%s is legible on %s', (ink, ground) =>
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5),
  );
  it('has ink that is seen on its paper', () =>
    expect(contrast(of('--stroke'), of('--paper'))).toBeGreaterThanOrEqual(12));
  it.each(Object.keys(EYES))('tells training from validation for eyes: %s', (kind) =>
    expect(seenApart(of('--series-train'), of('--series-validation'), kind)).toBeGreaterThan(0.09),
  );
});

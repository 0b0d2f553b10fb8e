import { describe, expect, it } from 'vitest';
import { GLOSSARY } from './glossary';

describe('GLOSSARY', () => {
  it('is in alphabetical order', () => {
    const terms = Object.keys(GLOSSARY);
    expect(terms).toEqual(terms.toSorted((a, b) => a.localeCompare(b, 'en')));
  });

  it.each(Object.entries(GLOSSARY))('says what "%s" means in short whole sentences', (term, meaning) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(meaning.length).toBeLessThan(190);
    expect(meaning.toLowerCase().startsWith(`${term} is`)).toBe(false);
  });
});

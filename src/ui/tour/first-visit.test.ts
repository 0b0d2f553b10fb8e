import { afterEach, describe, expect, it, vi } from 'vitest';
import { noteVisit } from './first-visit';

function fakeStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('noteVisit', () => {
  it('is true once', () => {
    vi.stubGlobal('localStorage', fakeStorage());
    expect([noteVisit(), noteVisit(), noteVisit()]).toEqual([true, false, false]);
  });

  it('greets nobody where storage is blocked or full', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    expect(noteVisit()).toBe(false);
    vi.stubGlobal('localStorage', { ...fakeStorage(), setItem: refuse });
    expect(noteVisit()).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { runName } from './run-name';

const names = (count: number): string[] => {
  const taken: string[] = [];
  for (let i = 0; i < count; i++) taken.push(runName(`run-${i}`, taken));
  return taken;
};

describe('runName', () => {
  it('is two short words, the same for the same id', () => {
    const ids = Array.from({ length: 500 }, (_, i) => `id-${i}`);
    for (const id of ids) expect(runName(id)).toMatch(/^[a-z]{4,8} [a-z]{3,8}$/);
    expect(ids.map((id) => runName(id))).toEqual(ids.map((id) => runName(id)));
    expect(runName(42)).toBe(runName('42'));
  });

  // The chance that 200 draws of 4,096 hit n different ones: 4096 (1 - (1 - 1/4096)^200) = 195.2 on average, deviation 2.1.
  it('spreads over all pairs', () => {
    const different = new Set(Array.from({ length: 200 }, (_, i) => runName(i))).size;
    expect(different).toBeGreaterThan(186);
  });

  it('never gives a name that is taken, however it is written', () => {
    const first = runName('a');
    expect(runName('a', [` ${first.toUpperCase()} `])).not.toBe(first);
    expect(runName('a', ['my own name'])).toBe(first);
  });

  it('has 64 words for each place, all different, and goes on by numbers when the pairs are used up', () => {
    const all = names(4_096);
    expect(new Set(all).size).toBe(4_096);
    expect(new Set(all.map((name) => name.split(' ')[0])).size).toBe(64);
    expect(new Set(all.map((name) => name.split(' ')[1])).size).toBe(64);
    expect(all.every((name) => name.split(' ').length === 2)).toBe(true);
    const next = runName('one more', all);
    expect(next).toMatch(/^[a-z]+ [a-z]+ 2$/);
    expect(runName('one more', [...all, next])).not.toBe(next);
  });
});

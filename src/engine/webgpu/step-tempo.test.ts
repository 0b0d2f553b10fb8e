import { expect, it } from 'vitest';
import { StepTempo } from './step-tempo';

it('hands over many short steps at a time, few long ones, and fewer while somebody asks', () => {
  let ms = 0;
  const tempo = new StepTempo(() => ms);
  expect(tempo.atOnce).toBe(8);
  const after = (stepMs: number): number => {
    tempo.answered(1);
    ms += 100 * stepMs;
    tempo.answered(100);
    return tempo.atOnce;
  };
  expect(after(0.02)).toBe(64);
  expect(after(0.5)).toBe(8);
  expect(after(30)).toBe(1);
  after(0.1);
  expect(tempo.atOnce).toBe(40);
  tempo.asked();
  expect(tempo.atOnce).toBe(10);
  ms += 600;
  expect(tempo.atOnce).toBe(40);
  // A rest is no long step.
  tempo.rested();
  ms += 60_000;
  tempo.answered(10);
  expect(tempo.atOnce).toBe(40);
});

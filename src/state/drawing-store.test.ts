import { beforeEach, expect, it } from 'vitest';
import type { Reading } from '../protocol/commands';
import { connectReader, readAgain, setDrawing, useDrawing } from './drawing-store';

interface Question {
  readonly pixels: Uint8Array;
  answer(reading: Reading | undefined): void;
}

let questions: Question[];
const drawing = (ink: number) => new Uint8Array(784).fill(ink);
const reading = (step: number): Reading => ({ probabilities: new Float32Array(10), step });
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  questions = [];
  connectReader(
    (pixels) =>
      new Promise((resolve) => {
        questions.push({ pixels, answer: resolve });
      }),
  );
  setDrawing(undefined);
});

it('asks one question at a time and skips what is outdated meanwhile', async () => {
  for (const ink of [1, 2, 3, 4]) setDrawing(drawing(ink));
  expect(questions.map(({ pixels }) => pixels[0])).toEqual([1]);
  questions[0]!.answer(reading(10));
  await settle();
  expect(questions.map(({ pixels }) => pixels[0])).toEqual([1, 4]);
  expect(useDrawing.getState().reading?.step).toBe(10);
});

it('forgets the answer with the drawing, and ignores one that comes after', async () => {
  setDrawing(drawing(1));
  setDrawing(undefined);
  questions[0]!.answer(reading(3));
  await settle();
  expect(useDrawing.getState()).toEqual({ pixels: undefined, reading: undefined });
});

it('asks nothing for an empty pad', () => {
  readAgain();
  expect(questions).toEqual([]);
});

it('does not wait for a worker that is gone', async () => {
  setDrawing(drawing(1));
  const asked: number[] = [];
  connectReader((pixels) => {
    asked.push(pixels[0]!);
    return Promise.resolve(reading(8));
  });
  readAgain();
  await settle();
  expect(asked).toEqual([1]);
  questions[0]!.answer(reading(2));
  await settle();
  expect(useDrawing.getState().reading?.step).toBe(8);
});

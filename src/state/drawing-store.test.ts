// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Stroke } from '../core/strokes';
import type { PadPredictions } from '../protocol/predictor';
import {
  connectPredictor,
  digitsAreMade,
  predictAgain,
  predictWhenPenRests,
  selectDigit,
  setDrawing,
  useDrawing,
} from './drawing-store';

interface Question {
  readonly pixels: Uint8Array;
  readonly count: number;
  answer(predictions: PadPredictions): void;
}

let questions: Question[];
/** An upright line; its slant tells drawings apart. */
const one = (x: number, slant = 0): Stroke => [
  { x, y: 0.2 },
  { x: x + slant, y: 0.8 },
];
const predictions = (confidence: number): PadPredictions => ({
  own: undefined,
  pretrained: { probabilities: new Float32Array(10).fill(confidence), uncertainties: [undefined] },
});
const shown = () => useDrawing.getState().predictions?.pretrained?.probabilities[0];
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeAll(() => digitsAreMade);
beforeEach(() => {
  questions = [];
  connectPredictor(
    (pixels, count) =>
      new Promise((resolve) => {
        questions.push({ pixels, count, answer: resolve });
      }),
  );
  setDrawing([]);
});

describe('the question', () => {
  it('is one at a time, and skips what is outdated meanwhile', async () => {
    for (const slant of [0, 0.1, 0.2, 0.3]) setDrawing([one(0.5, slant)]);
    expect(questions).toHaveLength(1);
    questions[0]!.answer(predictions(0.25));
    await settle();
    expect(questions).toHaveLength(2);
    expect(questions[1]!.pixels).toEqual(useDrawing.getState().pixels);
    expect(questions[1]!.pixels).not.toEqual(questions[0]!.pixels);
    expect(shown()).toBe(0.25);
  });

  it('is about all digits at once, from left to right', () => {
    setDrawing([one(0.8, 0.05), one(0.2)]);
    expect(questions[0]!.count).toBe(2);
    const [left, right] = useDrawing.getState().digits;
    expect(questions[0]!.pixels).toEqual(Uint8Array.of(...left!.pixels, ...right!.pixels));
    expect(left!.strokes).toEqual([one(0.2)]);
  });

  it('is answered with doubt where a minus or a point stands, whatever a network says of it', async () => {
    const minus: Stroke = [
      { x: 0.1, y: 0.5 },
      { x: 0.3, y: 0.5 },
    ];
    setDrawing([one(0.5), minus]);
    expect(useDrawing.getState().digits.map(({ isMark }) => isMark)).toEqual([true, false]);
    const certain = { probabilities: new Float32Array(20).fill(1), uncertainties: [undefined, undefined] };
    questions[0]!.answer({ own: undefined, pretrained: certain });
    await settle();
    const { predictions: said } = useDrawing.getState();
    expect(said?.pretrained?.uncertainties).toEqual(['no-digit', undefined]);
  });

  it('is forgotten with the drawing, and its answer too', async () => {
    setDrawing([one(0.5)]);
    setDrawing([]);
    questions[0]!.answer(predictions(0.5));
    await settle();
    expect(useDrawing.getState()).toMatchObject({ digits: [], pixels: undefined, predictions: undefined });
  });

  it('is not asked for an empty pad', () => {
    predictAgain();
    expect(questions).toEqual([]);
  });

  it('does not wait for a worker that is gone', async () => {
    setDrawing([one(0.5)]);
    connectPredictor(() => Promise.resolve(predictions(0.75)));
    predictAgain();
    await settle();
    expect(shown()).toBe(0.75);
    questions[0]!.answer(predictions(0.5));
    await settle();
    expect(shown()).toBe(0.75);
  });

  it('remembers the oldest move of the pen that it answers, and that training moved no pen', async () => {
    setDrawing([one(0.5)], 100);
    setDrawing([one(0.5, 0.1)], 116);
    setDrawing([one(0.5, 0.2)], 133);
    questions[0]!.answer(predictions(0.5));
    await settle();
    expect(useDrawing.getState().penMovedAt).toBe(100);
    questions[1]!.answer(predictions(0.5));
    await settle();
    expect(useDrawing.getState().penMovedAt).toBe(116);
    predictAgain();
    questions[2]!.answer(predictions(0.5));
    await settle();
    expect(useDrawing.getState().penMovedAt).toBeUndefined();
  });
});

describe('the selected digit', () => {
  const selected = () => {
    const { digits, selected: index, pixels } = useDrawing.getState();
    expect(pixels).toBe(digits[index]!.pixels);
    return digits[index]!.strokes[0];
  };

  it('is the one written last, wherever it stands', () => {
    setDrawing([one(0.2), one(0.8)]);
    expect(selected()).toEqual(one(0.8));
    setDrawing([one(0.2), one(0.8), one(0.5)]);
    expect(selected()).toEqual(one(0.5));
  });

  it('is the chosen one until the pen moves', () => {
    setDrawing([one(0.2), one(0.8)]);
    selectDigit(0);
    expect(selected()).toEqual(one(0.2));
    selectDigit(7);
    expect(selected()).toEqual(one(0.2));
    setDrawing([one(0.2), one(0.8, 0.1)]);
    expect(selected()).toEqual(one(0.8, 0.1));
  });
});

describe('a network that learns while somebody draws', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const answerAll = async () => {
    for (const question of questions) question.answer(predictions(0.5));
    await vi.advanceTimersByTimeAsync(0);
  };

  it('asks nothing of its own while the pen moves, and once when it rests', async () => {
    for (let move = 1; move <= 10; move++) {
      setDrawing([one(0.5, move / 100)]);
      await answerAll();
      predictWhenPenRests();
      await vi.advanceTimersByTimeAsync(16);
    }
    expect(questions).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(100);
    expect(questions).toHaveLength(11);
    await answerAll();
    await vi.advanceTimersByTimeAsync(1000);
    expect(questions).toHaveLength(11);
    predictWhenPenRests();
    expect(questions).toHaveLength(12);
  });
});

import { MNIST } from '../../../core/dataset';
import { rangesOf } from '../../../core/splits';
import { expect, it } from 'vitest';
import { NO_PREDICTION } from '../../../protocol/browsing';
import { captionOf, digitSentence, nameOf, placeInMnist } from './digit-words';

const found = {
  indices: Uint32Array.of(0, 55_000, 69_999),
  labels: Uint8Array.of(5, 8, 4),
  predicted: Uint8Array.of(NO_PREDICTION, 8, 9),
  confidences: Float32Array.of(0, 0.999, 0.62),
  losses: new Float32Array(3),
  unread: [],
};

it('names a digit by its place in its part of the set, from 1, and in MNIST’s own files, from 0', () => {
  expect([0, 55_000, 69_999].map((index) => nameOf(index))).toEqual([
    'training digit 1',
    'validation digit 1',
    'test digit 10,000',
  ]);
  expect(placeInMnist(59_999)).toBe('number 59,999 of MNIST’s training file');
  expect(placeInMnist(60_000)).toBe('number 0 of MNIST’s test file');
});

it('says what a digit is and how it was read', () => {
  expect([0, 1, 2].map((place) => digitSentence(found, place))).toEqual([
    'Training digit 1: a 5',
    'Validation digit 1: an 8, read as one, over 99% sure',
    'Test digit 10,000: a 4, read as a 9, 62% sure',
  ]);
  expect([0, 1, 2].map((place) => captionOf(found, place))).toEqual(['5', '8  99%', '4→9  62%']);
});

it('calls what others have brought in by their names', () => {
  const clothes = {
    ...MNIST,
    classNames: ['Shirt', 'Bag'],
    splits: rangesOf({ train: 3, validation: 1, test: 2 }),
    preparation: 'none',
  } as const;
  const bag = {
    indices: Uint32Array.of(5),
    labels: Uint8Array.of(1),
    predicted: Uint8Array.of(0),
    confidences: Float32Array.of(0.5),
    losses: Float32Array.of(1),
    unread: [],
  };
  expect(digitSentence(bag, 0, clothes)).toBe('Test picture 2: “Bag”, read as “Shirt”, 50% sure');
});

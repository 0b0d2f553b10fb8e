import { expect, it } from 'vitest';
import { epochSteps } from './epoch-steps';

it('lists the ends of epochs so far', () => {
  expect(epochSteps(469, 1000)).toEqual([469, 938]);
  expect(epochSteps(469, 938)).toEqual([469, 938]);
});
it('thins the rules of a long run', () => {
  expect(epochSteps(10, 300)).toEqual(Array.from({ length: 15 }, (_, i) => (i + 1) * 20));
});
it('has none while the length of an epoch is unknown', () => {
  expect(epochSteps(0, 1000)).toEqual([]);
});

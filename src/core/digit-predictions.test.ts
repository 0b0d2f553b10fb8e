import { expect, it } from 'vitest';
import { PROBABILITY_FLOOR } from './metrics';
import { emptyDigitPredictions, enterDigitPredictions } from './digit-predictions';

it('enters guess, confidence and loss of a chunk of digits at its place', () => {
  const sure = [0, 0, 0, 0, 0.1, 0, 0, 0, 0, 0.9];
  const torn = [0.5, 0.25, 0.25, 0, 0, 0, 0, 0, 0, 0];
  const predictions = emptyDigitPredictions(4);
  enterDigitPredictions(
    predictions,
    1,
    Float32Array.from([...sure, ...torn, ...torn]),
    Uint8Array.of(4, 0, 9),
  );
  expect([...predictions.predicted]).toEqual([0, 9, 0, 0]);
  expect([...predictions.confidences]).toEqual([0, Math.fround(0.9), 0.5, 0.5]);
  expect(predictions.losses[1]).toBeCloseTo(-Math.log(0.1), 6);
  expect(predictions.losses[2]).toBeCloseTo(Math.LN2, 6);
  expect(predictions.losses[3]).toBeCloseTo(-Math.log(PROBABILITY_FLOOR), 5);
});

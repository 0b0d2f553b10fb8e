import { useEffect, useState } from 'react';
import { LatestQuestion } from '../../../state/latest-question';
import { useBrowsing } from '../../../state/browsing';
import { useRun } from '../../../state/run-store';

interface Digit {
  readonly index: number;
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
}

interface ShownProbabilities {
  readonly index: number;
  /** float32 [10]; undefined while no network has learned. */
  readonly probabilities: Float32Array | undefined;
}

/** The pixels of one digit; undefined until they are here. */
export function usePixels(index: number): Uint8Array | undefined {
  const desk = useBrowsing(({ desk }) => desk);
  const [digit, setDigit] = useState<Digit>();
  useEffect(() => {
    let outdated = false;
    void desk?.pixels(Uint32Array.of(index)).then((pixels) => {
      if (!outdated) setDigit({ index, pixels });
    });
    return () => {
      outdated = true;
    };
  }, [desk, index]);
  return digit?.index === index ? digit.pixels : undefined;
}

/** What the network says of one digit, asked anew as it learns, one question at a time. Undefined without a network. */
export function useDigitProbabilities(index: number): Float32Array | undefined {
  const desk = useBrowsing(({ desk }) => desk);
  const [reading, setReading] = useState<ShownProbabilities>();
  useEffect(() => {
    if (!desk) return;
    const questions = new LatestQuestion(
      () => desk.reading(index),
      (probabilities) => setReading({ index, probabilities }),
    );
    questions.put(undefined);
    const unsubscribe = useRun.subscribe((now, before) => {
      if (now.network !== before.network) setReading(undefined);
      if (now.network !== before.network || now.progress?.step !== before.progress?.step)
        questions.put(undefined);
    });
    return () => {
      questions.drop();
      unsubscribe();
    };
  }, [desk, index]);
  return reading?.index === index ? reading.probabilities : undefined;
}

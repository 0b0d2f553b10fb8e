import { useEffect, useState } from 'react';
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
    let gone = false;
    let asking = false;
    let askAgain = false;
    const ask = async (): Promise<void> => {
      if (asking) {
        askAgain = true;
        return;
      }
      asking = true;
      do {
        askAgain = false;
        const probabilities = await desk.reading(index);
        if (gone) return;
        setReading({ index, probabilities });
      } while (askAgain);
      asking = false;
    };
    void ask();
    const unsubscribe = useRun.subscribe((now, before) => {
      if (now.progress?.step !== before.progress?.step) void ask();
    });
    return () => {
      gone = true;
      unsubscribe();
    };
  }, [desk, index]);
  return reading?.index === index ? reading.probabilities : undefined;
}

import { Button, CloseButton, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import type { RunRecord } from '../../library/run-record';
import type { TestPredictions } from '../../protocol/runs';
import { useRun } from '../../state/run-store';
import { useBrowsing } from '../../state/browsing';
import { Caption } from '../shared/caption';
import { DigitPicture } from '../shared/digit-picture';
import { nameOf } from '../shared/digits/digit-words';
import { PixelView } from '../shared/digits/pixel-view';
import { formatCount, formatPercent } from '../shared/number-format';
import classes from './side-by-side.module.css';

/** So many more pictures with each press. */
const MORE = 24;
const BLANK = new Uint8Array(PIXEL_COUNT);

interface DisputedDigitsProps {
  /** The run that reads these digits right, and the one that does not. */
  readonly right: RunRecord;
  readonly wrong: RunRecord;
  /** Their places among the test digits. */
  readonly places: Uint32Array;
  /** Of the one that is wrong. */
  readonly predictions: TestPredictions;
}

/** The test digits that only one of two networks reads right, those first of which the other is surest. */
export function DisputedDigits({ right, wrong, places, predictions }: DisputedDigitsProps) {
  const { labels, predicted, confidences } = predictions;
  const [count, setCount] = useState(MORE);
  const [chosen, setChosen] = useState<number>();
  const sorted = useMemo(
    () => places.slice().sort((a, b) => confidences[b]! - confidences[a]! || a - b),
    [places, confidences],
  );
  const shown = useMemo(() => sorted.subarray(0, count), [sorted, count]);
  const dataset = useRun((run) => run.dataset);
  const { start } = dataset.splits.test;
  // The pictures at hand are those of the data set that is shown.
  const isShown = dataset.id === right.experiment.data;
  const pixels = useTestPixels(shown, isShown ? start : undefined);
  const title = `Only ${right.name} reads right: ${formatCount(places.length)}`;
  const wordsOf = (place: number): string =>
    `${nameOf(start + place, dataset)}: a handwritten ${labels[place]}, which ${wrong.name} reads as ${predicted[place]}, ${formatPercent(confidences[place]!, 0)} sure`;
  const chosenAt = chosen === undefined ? -1 : shown.indexOf(chosen);
  return (
    <div
      className={classes['part']}
      data-testid="disputed-digits"
      data-run={right.id}
      data-value={places.length}
    >
      <Title order={4} size="h6">
        {title}
      </Title>
      {chosen !== undefined && chosenAt >= 0 && pixels[chosenAt] && (
        <div className={classes['large']} data-testid="disputed-digit" data-value={start + chosen}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm">{capital(wordsOf(chosen))}.</Text>
            <CloseButton aria-label="Close the large digit" onClick={() => setChosen(undefined)} />
          </Group>
          <PixelView pixels={pixels[chosenAt]} label={`a handwritten ${labels[chosen]}`} />
        </div>
      )}
      <ul className={classes['pictures']} aria-label={title}>
        {Array.from(shown, (place, i) => (
          <li key={place}>
            <UnstyledButton
              className={classes['picture']}
              aria-label={`Enlarge ${wordsOf(place)}`}
              aria-pressed={place === chosen}
              onClick={() => setChosen(place === chosen ? undefined : place)}
            >
              <DigitPicture pixels={pixels[i] ?? BLANK} label={`a handwritten ${labels[place]}`} />
              <Caption size="xs">
                {labels[place]}→{predicted[place]}
              </Caption>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {places.length > shown.length && (
        <Button size="xs" variant="subtle" className={classes['more']} onClick={() => setCount(count + MORE)}>
          Show {Math.min(MORE, places.length - shown.length)} more
        </Button>
      )}
    </div>
  );
}

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);

/** The pixels of test digits, in their order; none until they are here. places: keep the array while it is the same. start: number of the first test digit. */
function useTestPixels(places: Uint32Array, start: number | undefined): readonly Uint8Array[] {
  const desk = useBrowsing(({ desk }) => desk);
  const [loaded, setLoaded] = useState<{ readonly places: Uint32Array; readonly pixels: Uint8Array }>();
  useEffect(() => {
    if (!desk || places.length === 0 || start === undefined) return;
    let outdated = false;
    void desk.pixels(places.map((place) => start + place)).then((pixels) => {
      if (!outdated) setLoaded({ places, pixels });
    });
    return () => {
      outdated = true;
    };
  }, [desk, places, start]);
  return useMemo(() => {
    if (!loaded) return [];
    // Those asked for before are the first of those asked for now: they stay in sight.
    const isSame = loaded.places.every((place, i) => i >= places.length || place === places[i]);
    if (!isSame) return [];
    return Array.from(loaded.places, (_, i) =>
      loaded.pixels.subarray(i * PIXEL_COUNT, (i + 1) * PIXEL_COUNT),
    );
  }, [loaded, places]);
}

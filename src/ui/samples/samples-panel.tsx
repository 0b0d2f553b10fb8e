import { type Dataset, MNIST } from '../../core/dataset';
import { Skeleton, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { PIXEL_COUNT } from '../../core/network';
import { Caption } from '../shared/caption';
import { DigitPicture } from '../shared/digit-picture';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { SteadyButton } from '../shared/steady-button';
import classes from './samples-panel.module.css';
import { SamplesWords } from './samples-words';

export interface Samples {
  /** uint8 [n, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [n], 0..9. */
  readonly labels: Uint8Array;
  /** uint32 [n]: each digit's place in the training set, from 0. */
  readonly indices: Uint32Array;
}

interface SamplesPanelProps {
  /** Undefined before the first handful has arrived. */
  readonly samples: Samples | undefined;
  /** What they are from. */
  readonly dataset?: Dataset;
  readonly onAnother: () => void;
  /** Whether a handful is on its way. */
  readonly loading: boolean;
  /** How many places to keep before the first handful; as many as a handful has, or the page jumps. */
  readonly placeCount?: number;
}

/** A handful of the digits that the network learns from. */
export function SamplesPanel({
  samples,
  onAnother,
  loading,
  placeCount = 24,
  dataset = MNIST,
}: SamplesPanelProps) {
  const nameOfClass = (label: number): string => dataset.classNames[label] ?? String(label);
  const isMnist = dataset.id === MNIST.id;
  const places = Array.from({ length: samples?.labels.length ?? placeCount }, (_, place) => place);
  return (
    <Panel
      title="What it learns from"
      about={<SamplesWords />}
      hint={
        isMnist
          ? `Real handwriting from ${MNIST.name}’s training digits, 28 pixels a side. The number under each is what its writer meant.`
          : `From the training pictures of ${dataset.name}, 28 pixels a side. Under each stands its class.`
      }
      actions={
        <SteadyButton
          variant="light"
          leftSection={<IconRefresh size={18} aria-hidden />}
          unavailable={loading}
          onClick={onAnother}
        >
          Another handful
        </SteadyButton>
      }
    >
      {/* The last handful stays, dimmed, until the next is there; bare places only before the first. */}
      <div className={classes['body']}>
        <ul className={classes['grid']} aria-busy={loading} data-waiting={loading || undefined}>
          {places.map((place) =>
            samples === undefined ? (
              <li key={place} aria-hidden>
                <Skeleton animate={loading} className={classes['place']} radius={6} />
                <Caption size="sm">&nbsp;</Caption>
              </li>
            ) : (
              <li key={samples.indices[place]}>
                <DigitPicture
                  pixels={samples.pixels.subarray(place * PIXEL_COUNT, (place + 1) * PIXEL_COUNT)}
                  label={`${isMnist ? 'a handwritten ' : ''}${nameOfClass(samples.labels[place]!)}, training ${isMnist ? 'digit' : 'picture'} ${formatCount(samples.indices[place]! + 1)}`}
                />
                <Caption size="sm">{nameOfClass(samples.labels[place]!)}</Caption>
              </li>
            ),
          )}
        </ul>
      </div>
      <Text size="xs" className={classes['source']} hidden={!isMnist}>
        <a href="https://yann.lecun.com/exdb/mnist/">MNIST</a>, Yann LeCun and Corinna Cortes,{' '}
        <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>
      </Text>
    </Panel>
  );
}

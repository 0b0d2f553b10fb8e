import { Stack, Text } from '@mantine/core';
import { NEIGHBOUR_DIGITS, type Place } from '../../protocol/insight';
import { DigitPicture } from '../shared/digit-picture';
import { formatCount } from '../shared/number-format';
import classes from './map.module.css';

interface NeighboursProps {
  readonly place: Place | undefined;
  readonly hasDrawing: boolean;
}

/** The training digits that are most like the drawing to the last hidden layer: all of it, not just the plane. */
export function Neighbours({ place, hasDrawing }: NeighboursProps) {
  const found = place?.neighbours ?? [];
  return (
    <Stack component="section" gap="xs" aria-label="Nearest training digits">
      <Text fw={600}>What your drawing reminds it of</Text>
      {found.length > 0 ? (
        <ol
          className={classes['neighbours']}
          data-testid="neighbours"
          data-value={found.map(({ index }) => index).join(',')}
        >
          {found.map(({ index, label, pixels, distance }) => (
            <li key={index}>
              <DigitPicture
                pixels={pixels}
                label={`a handwritten ${label}, training digit ${formatCount(index + 1)}`}
              />
              <span>
                a <b>{label}</b>
              </span>
              <Text size="xs" component="span" className={classes['soft']}>
                {distance.toFixed(1)} away
              </Text>
            </li>
          ))}
        </ol>
      ) : (
        <Text size="sm">
          {hasDrawing
            ? 'Reading the training digits…'
            : 'Draw a digit on the pad: it appears on the map as a dot, and the training digits nearest to it here.'}
        </Text>
      )}
      <Text size="xs" className={classes['soft']}>
        The five nearest of the first {formatCount(NEIGHBOUR_DIGITS)} training digits, by distance in all
        dimensions of the last hidden layer. A neighbour need not look near on the map.
      </Text>
    </Stack>
  );
}

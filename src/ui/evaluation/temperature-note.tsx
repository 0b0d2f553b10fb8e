import { Text } from '@mantine/core';
import classes from './evaluation-panel.module.css';

/** A temperature so near to 1 changes no confidence by more than a point or two. */
const NEAR = 0.05;

const finding = (temperature: number): string => {
  if (Math.abs(temperature - 1) < NEAR) return 'left as it is: it was honest by itself';
  return temperature > 1
    ? 'lowered: the network was too sure of itself'
    : 'raised: the network was too modest';
};

/** How confidence was made honest before it is shown beside a drawing. */
export function TemperatureNote({ temperature }: { readonly temperature: number }) {
  return (
    <Text size="sm" className={classes['soft']} data-testid="temperature" data-value={temperature}>
      On the pad, confidence is {finding(temperature)} (temperature {temperature.toFixed(2)}, from the
      validation digits).
    </Text>
  );
}

import { labelsOf, MNIST } from '../../core/dataset';
import { Stack, Text } from '@mantine/core';
import type { LabelledDigits, MapReport } from '../../protocol/insight';
import { useDrawing } from '../../state/drawing-store';
import { useInsight } from '../../state/insight-store';
import { Explanation } from '../shared/explanation';
import { NothingYet } from '../shared/nothing-yet';
import { Term } from '../shared/term';
import { useTopic } from '../shared/use-topic';
import classes from './map.module.css';
import { MapPicture } from './map-picture';
import { nearestClasses, summariseMap } from './map-words';
import { Neighbours } from './neighbours';

const SOURCE = {
  title: 'Olah (2014), Visualizing MNIST',
  href: 'https://colah.github.io/posts/2014-10-Visualizing-MNIST/',
};
const PAIR_COUNT = 3;

/** The last hidden layer as a plane: digits that look alike to the network lie near each other. */
export function MapPanel() {
  useTopic('map');
  const report = useInsight((insight) => insight.map);
  const digits = useInsight((insight) => insight.mapDigits);
  return (
    <Stack gap="md">
      <Explanation source={SOURCE}>
        The last <Term of="hidden layer" /> turns every digit into a point in a space of many dimensions. Here
        they are flattened along their first two <Term of="principal components" />, and the picture is turned
        to lie as it lay before: watch the ten classes part as the network learns. What lies between two
        clouds is what it finds hard to tell; much of the <Term of="variance" /> lies in directions that a
        plane cannot show.
      </Explanation>
      {report?.units === 0 ? (
        <Text size="sm" data-testid="no-map">
          This network has no hidden layer: there is nothing between the pixels and the answers for a map to
          show. Train one that has, and its map is drawn here.
        </Text>
      ) : report && digits ? (
        <Map report={report} digits={digits} />
      ) : (
        <NothingYet />
      )}
    </Stack>
  );
}

function Map({ report, digits }: { readonly report: MapReport; readonly digits: LabelledDigits }) {
  const hasDrawing = useDrawing((drawing) => drawing.pixels !== undefined);
  const latest = useInsight((insight) => insight.place);
  const place = hasDrawing ? latest : undefined;
  const summary = summariseMap(report, digits);
  const pairs = nearestClasses(report, digits, PAIR_COUNT).map(([a, b]) => `${a} and ${b}`);
  return (
    <div className={classes['body']}>
      <Stack gap="xs" data-testid="map" data-value={report.readings.length} data-step={report.step}>
        <MapPicture report={report} digits={digits} place={place} summary={summary} />
        <ul className={classes['legend']} aria-label="Colours of the digits">
          {labelsOf(MNIST).map((digit) => (
            <li key={digit} style={{ color: `var(--class-${digit})` }}>
              {digit}
            </li>
          ))}
        </ul>
        <Text size="sm" className={classes['soft']}>
          {summary} Classes that overlap most here: {pairs.join(', ')}.
        </Text>
      </Stack>
      <Neighbours place={place} hasDrawing={hasDrawing} />
    </div>
  );
}

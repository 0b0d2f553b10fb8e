import { Group, Pagination, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FirstLayerReport } from '../../protocol/insight';
import { useInsight } from '../../state/insight-store';
import { Choice } from '../shared/choice';
import { Explanation } from '../shared/explanation';
import { NothingYet } from '../shared/nothing-yet';
import { Term } from '../shared/term';
import { useTopic } from '../shared/use-topic';
import classes from './first-layer.module.css';
import { summariseFirstLayer } from './first-layer-words';
import { formatSigned } from './insight-words';
import { SignedLegend } from './signed-picture';
import { UnitArithmetic } from './unit-arithmetic';
import { UnitDetail } from './unit-detail';
import { type ScaleChoice, sharedScale, UnitPictures } from './unit-pictures';
import { useUnitChoice } from './use-arithmetic';

const PER_PAGE = 64;

const SOURCE = {
  title: 'Stanford CS231n, visualizing what networks learn',
  href: 'https://cs231n.github.io/understanding-cnn/',
};

type Order = 'place' | 'norm';

const ORDERS: readonly { value: Order; label: string }[] = [
  { value: 'place', label: 'In order' },
  { value: 'norm', label: 'Largest weights first' },
];
const SCALES: readonly { value: ScaleChoice; label: string }[] = [
  { value: 'shared', label: 'One scale for all' },
  { value: 'own', label: 'Each its own' },
];

/** What each unit of the first layer looks for, as pictures that change while it learns. */
export function FirstLayerPanel() {
  useTopic('first-layer');
  const report = useInsight((insight) => insight.firstLayer);
  return (
    <Stack gap="md">
      <Explanation source={SOURCE}>
        Each <Term of="unit" /> of the first <Term of="hidden layer">layer</Term> has one <Term of="weight" />{' '}
        for every pixel. Seen as a picture, ink on blue rouses the unit and ink on red quiets it. Noise gives
        way to strokes, edges and blobs as the network learns; a unit that stays noise has found nothing to
        do.
      </Explanation>
      {report ? <Pictures report={report} /> : <NothingYet />}
    </Stack>
  );
}

function Pictures({ report }: { readonly report: FirstLayerReport }) {
  const [order, setOrder] = useState<Order>('place');
  const [scaleChoice, setScaleChoice] = useState<ScaleChoice>('shared');
  const [wantedPage, setPage] = useState(1);
  const [chosen, choose] = useUnitChoice('first');
  const { norms, step } = report;
  const scale = sharedScale(report);
  const units = norms.length;
  const sorted = useMemo(() => {
    const places = [...norms.keys()];
    return order === 'place' ? places : places.slice().sort((a, b) => norms[b]! - norms[a]!);
  }, [norms, order]);
  const pageCount = Math.ceil(units / PER_PAGE);
  const page = Math.min(wantedPage, pageCount);
  const shown = sorted.slice((page - 1) * PER_PAGE, page * PER_PAGE);

  return (
    <>
      <Group gap="sm">
        <Choice label="Order of the pictures" choices={ORDERS} value={order} onChange={setOrder} />
        <Choice label="Colour scale" choices={SCALES} value={scaleChoice} onChange={setScaleChoice} />
        {scaleChoice === 'shared' ? (
          <SignedLegend
            least={`${formatSigned(-scale)} or less`}
            greatest={`${formatSigned(scale)} or more`}
          />
        ) : (
          <SignedLegend least="most negative" greatest="most positive" />
        )}
      </Group>
      <div className={classes['body']}>
        <div data-testid="first-layer" data-value={units} data-step={step}>
          <UnitPictures
            report={report}
            units={shown}
            scaleChoice={scaleChoice}
            chosen={chosen}
            onChoose={choose}
          />
        </div>
        <UnitDetail report={report} unit={chosen !== undefined && chosen < units ? chosen : sorted[0]!} />
      </div>
      {pageCount > 1 && (
        <Pagination
          size="sm"
          total={pageCount}
          value={page}
          onChange={setPage}
          getItemProps={(number) => ({ 'aria-label': `Page ${number} of the units` })}
          getControlProps={(control) => ({
            'aria-label': control === 'next' ? 'Next units' : 'Previous units',
          })}
        />
      )}
      {chosen === undefined ? (
        <Text size="sm" className={classes['summary']}>
          Press a unit to see its sum for the digit at hand.
        </Text>
      ) : (
        <UnitArithmetic layer="first" />
      )}
      <Text size="sm" className={classes['summary']}>
        {summariseFirstLayer(report)}
      </Text>
    </>
  );
}

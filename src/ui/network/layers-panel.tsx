import { Stack, Text } from '@mantine/core';
import { GRADIENT_DIGITS, type LayersReport, SURVEY_DIGITS } from '../../protocol/insight';
import { useInsight } from '../../state/insight-store';
import { Explanation } from '../shared/explanation';
import { NothingYet } from '../shared/nothing-yet';
import { formatCount, formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import { useTopic } from '../shared/use-topic';
import { formatShort, listUnits } from './insight-words';
import { HistogramView } from './histogram-view';
import { LayerFigures } from './layer-figures';
import classes from './layers.module.css';

const SOURCE = {
  title: 'Glorot and Bengio (2010), Understanding the difficulty of training deep networks',
  href: 'https://proceedings.mlr.press/v9/glorot10a.html',
};

/** How weights, gradients and activations are spread, layer by layer, and which units are dead. */
export function LayersPanel() {
  useTopic('layers');
  const report = useInsight((insight) => insight.layers);
  return (
    <Stack gap="md">
      <Explanation source={SOURCE}>
        Health, layer by layer. Learning goes well while <Term of="gradient">gradients</Term> are about as
        large in the first layer as in the last: much smaller, and the early layers stand still. Look for{' '}
        <Term of="activation">activations</Term> that pile up at the ends of their range, and for{' '}
        <Term of="dead unit">dead units</Term>, which learn nothing any more.
      </Explanation>
      {report ? <Layers report={report} /> : <NothingYet />}
    </Stack>
  );
}

function Layers({ report }: { readonly report: LayersReport }) {
  const { layers, step } = report;
  const dead = layers.reduce((sum, layer) => sum + (layer.dead?.length ?? 0), 0);
  const hiddenUnits = layers.slice(0, -1).reduce((sum, { units }) => sum + units, 0);
  return (
    <Stack gap="md" data-testid="layers" data-value={layers.length} data-step={step}>
      <Stack gap="sm">
        {layers.map((layer, index) => {
          const name = layerName(index, layers.length);
          return (
            <section key={name} className={classes['layer']} aria-label={name}>
              <header>
                <Text fw={600}>{name}</Text>
                <Text size="xs" className={classes['soft']}>
                  {formatCount(layer.units)} units
                </Text>
                {layer.dead && (
                  <Text
                    size="xs"
                    className={classes['dead']}
                    data-testid={`dead-units-${index + 1}`}
                    data-value={layer.dead.length}
                    data-some={layer.dead.length > 0}
                  >
                    {layer.dead.length === 0
                      ? 'none dead'
                      : `${formatCount(layer.dead.length)} dead (${formatPercent(layer.dead.length / layer.units, 1)}): ` +
                        `unit${layer.dead.length > 1 ? 's' : ''} ${listUnits(layer.dead, 12)}`}
                  </Text>
                )}
              </header>
              <Spread title="Weights">
                <HistogramView distribution={layer.weights} name={`Weights of ${name}`} colour="weights" />
              </Spread>
              <Spread title="Gradients, by size">
                <HistogramView
                  distribution={layer.gradients}
                  name={`Gradients of ${name}`}
                  colour="gradients"
                />
              </Spread>
              <Spread title={layer.dead ? activationTitle(layer.activations) : 'Logits'}>
                <HistogramView
                  distribution={layer.activations}
                  name={`${layer.dead ? 'Activations' : 'Logits'} of ${name}`}
                  colour="activations"
                />
              </Spread>
            </section>
          );
        })}
      </Stack>
      <LayerFigures layers={layers} nameOf={(index) => layerName(index, layers.length)} />
      <Text size="sm" className={classes['soft']}>
        {hiddenUnits === 0 ? (
          <>
            At step {formatCount(step)}. There is no hidden layer, and so no unit that could die. Logits are
            over {formatCount(SURVEY_DIGITS)} <Term of="validation digits" />;
          </>
        ) : (
          <>
            At step {formatCount(step)},{' '}
            {dead === 0 ? 'no unit is' : dead === 1 ? '1 unit is' : `${formatCount(dead)} units are`} dead of{' '}
            {formatCount(hiddenUnits)} in the hidden layers: for none of {formatCount(SURVEY_DIGITS)}{' '}
            <Term of="validation digits" /> does more than a hundredth of the possible gradient pass.
            {report.activation === 'leakyRelu' &&
              ' Leaky ReLU units cannot die: their gradient is never below a fifth.'}{' '}
            Activations are over the same digits;
          </>
        )}{' '}
        gradients are of the mean <Term of="loss" /> over {GRADIENT_DIGITS} of them.{' '}
        {hiddenUnits === 0
          ? `Typical gradient: ${formatShort(layers[0]!.gradients.standardDeviation)}.`
          : `First layer: typical gradient ${formatShort(layers[0]!.gradients.standardDeviation)}, ` +
            `last: ${formatShort(layers.at(-1)!.gradients.standardDeviation)}.`}
      </Text>
    </Stack>
  );
}

function Spread({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" className={classes['soft']}>
        {title}
      </Text>
      {children}
    </div>
  );
}

const layerName = (index: number, count: number): string =>
  index === count - 1 ? 'Output layer' : `Hidden layer ${index + 1}`;

/** Zeros are not in the histogram: with ReLU they may be most. */
function activationTitle({ zeroCount, count }: { zeroCount: number; count: number }): string {
  return zeroCount === 0
    ? 'Activations'
    : `Activations but for the ${formatPercent(zeroCount / count, 0)} that are 0`;
}

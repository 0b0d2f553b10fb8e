import { Table } from '@mantine/core';
import type { Distribution } from '../../core/insight/distribution';
import type { LayerInsight } from '../../protocol/insight';
import { formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import { formatShort } from './insight-words';

interface LayerFiguresProps {
  readonly layers: readonly LayerInsight[];
  readonly nameOf: (index: number) => string;
}

/** The histograms in numbers. */
export function LayerFigures({ layers, nameOf }: LayerFiguresProps) {
  return (
    <Table.ScrollContainer minWidth={540} type="native">
      <Table verticalSpacing={4} fz="xs" tabularNums>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Mean ± standard deviation</Table.Th>
            <Table.Th>Weights</Table.Th>
            <Table.Th>
              <Term of="gradient">Gradients</Term>
            </Table.Th>
            <Table.Th>
              <Term of="activation">Activations</Term>
            </Table.Th>
            <Table.Th>Activations at 0</Table.Th>
            <Table.Th>Dead</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {layers.map(({ units, weights, gradients, activations, dead }, index) => (
            <Table.Tr key={nameOf(index)}>
              <Table.Th scope="row" fw={500}>
                {nameOf(index)}
              </Table.Th>
              <Table.Td>{spread(weights)}</Table.Td>
              <Table.Td>{spread(gradients)}</Table.Td>
              <Table.Td>{spread(activations)}</Table.Td>
              <Table.Td>{dead ? formatPercent(activations.zeroCount / activations.count, 1) : '–'}</Table.Td>
              <Table.Td>{dead ? `${dead.length} of ${units}` : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const spread = ({ mean, standardDeviation }: Distribution): string =>
  `${formatShort(mean)} ± ${formatShort(standardDeviation)}`;

import { Text } from '@mantine/core';
import type { FirstLayerReport } from '../../protocol/insight';
import { Term } from '../shared/term';
import classes from './first-layer.module.css';
import { unitName } from './first-layer-words';
import { formatSigned } from './insight-words';
import { UnitPicture } from './unit-pictures';

/** One unit large, with its figures. */
export function UnitDetail({ report, unit }: { readonly report: FirstLayerReport; readonly unit: number }) {
  const { kernel, norms, bias } = report;
  const units = norms.length;
  let [least, greatest] = [0, 0];
  for (let i = unit; i < kernel.length; i += units) {
    least = Math.min(least, kernel[i]!);
    greatest = Math.max(greatest, kernel[i]!);
  }
  return (
    <figure className={classes['detail']} data-testid="unit-detail" data-value={unit}>
      <div className={classes['large']}>
        <UnitPicture report={report} unit={unit} scaleChoice="own" />
      </div>
      <figcaption>
        <Text fw={600}>{unitName(unit, report)}</Text>
        <Text size="sm" className={classes['figures']}>
          Weights from {formatSigned(least)} to {formatSigned(greatest)}, norm {norms[unit]!.toFixed(2)},{' '}
          <Term of="bias" /> {formatSigned(bias[unit]!)}. Here on a colour scale of its own.
        </Text>
      </figcaption>
    </figure>
  );
}

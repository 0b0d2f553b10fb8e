import { memo, useCallback } from 'react';
import { MNIST } from '../../core/dataset';
import { PIXEL_COUNT } from '../../core/network';
import type { FirstLayerReport } from '../../protocol/insight';
import { unitName } from './first-layer-words';
import { PictureButton, PictureList } from './picture-list';
import { SignedPicture } from './signed-picture';

/** Weights this many times as large as is typical get the full colour: a few giants would else make all others pale. */
const FULL_COLOUR = 4;

export const sharedScale = ({ typical }: FirstLayerReport): number => FULL_COLOUR * typical;

export type ScaleChoice = 'shared' | 'own';

interface UnitPicturesProps {
  readonly report: FirstLayerReport;
  /** Which units, in what order. */
  readonly units: readonly number[];
  readonly scaleChoice: ScaleChoice;
  readonly chosen: number | undefined;
  readonly onChoose: (unit: number) => void;
}

/** One small picture per unit; pressing one has it shown large. */
export function UnitPictures({ report, units, scaleChoice, chosen, onChoose }: UnitPicturesProps) {
  return (
    <PictureList>
      {units.map((unit) => (
        <PictureButton
          key={unit}
          aria-pressed={unit === chosen}
          aria-label={`${unitName(unit, report)}, norm ${report.norms[unit]!.toFixed(2)}`}
          data-testid="unit-picture"
          data-value={unit}
          onClick={() => onChoose(unit)}
        >
          <UnitPicture report={report} unit={unit} scaleChoice={scaleChoice} />
          {report.isOutput && <span aria-hidden>{MNIST.classNames[unit]}</span>}
        </PictureButton>
      ))}
    </PictureList>
  );
}

interface UnitPictureProps {
  readonly report: FirstLayerReport;
  readonly unit: number;
  readonly scaleChoice: ScaleChoice;
}

/** A unit's 784 weights where their pixels are. */
export const UnitPicture = memo(function UnitPicture({ report, unit, scaleChoice }: UnitPictureProps) {
  const { kernel, norms } = report;
  const units = norms.length;
  const valueAt = useCallback((pixel: number) => kernel[pixel * units + unit]!, [kernel, units, unit]);
  const scale = scaleChoice === 'shared' ? sharedScale(report) : largestOf(valueAt);
  return <SignedPicture width={28} height={28} valueAt={valueAt} scale={scale} />;
});

function largestOf(valueAt: (pixel: number) => number): number {
  let largest = 0;
  for (let pixel = 0; pixel < PIXEL_COUNT; pixel++) largest = Math.max(largest, Math.abs(valueAt(pixel)));
  return largest;
}

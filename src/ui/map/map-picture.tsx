import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useCallback, useMemo, useState } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import type { LabelledDigits, MapReport, Place } from '../../protocol/insight';
import { useAppearance } from '../shared/colour-scheme';
import { DigitPicture } from '../shared/digit-picture';
import { KeySlider } from '../shared/key-slider';
import { SharpCanvas } from '../shared/painted-canvas';
import classes from './map.module.css';
import { describePoint } from './map-words';
import { paintMap } from './paint-map';
import { fitPoints, keepInside, pointAt, type Viewport } from './viewport';

/** How far from a mark the pointer may be. */
const REACH_PX = 14;

interface MapPictureProps {
  readonly report: MapReport;
  readonly digits: LabelledDigits;
  readonly place: Place | undefined;
  /** What a screen reader says of the whole. */
  readonly summary: string;
}

/** The map itself: every digit a mark, the drawing a dot, and whatever is pointed at, or moved to by key, shown large. */
export function MapPicture({ report, digits, place, summary }: MapPictureProps) {
  const { ref: frameRef, width, height } = useElementSize();
  const appearance = useAppearance();
  const [pointed, setPointed] = useState<number>();
  const [focused, setFocused] = useState<number>();
  const { coordinates } = report;
  const { labels } = digits;
  const viewport = useMemo(() => fitPoints(coordinates, width, height), [coordinates, width, height]);
  const count = coordinates.length / 2;

  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(pointAt(coordinates, viewport, [event.clientX - box.left, event.clientY - box.top], REACH_PX));
  };
  const shown = pointed ?? focused;

  return (
    <div
      ref={frameRef}
      role="presentation"
      className={classes['frame']}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setPointed(undefined)}
    >
      <MapCanvas
        // Other colours, another picture.
        key={appearance}
        viewport={viewport}
        coordinates={coordinates}
        labels={labels}
        summary={summary}
      />
      {place && <Dot viewport={viewport} place={place} />}
      {shown !== undefined && shown < count && (
        <PointCard point={shown} viewport={viewport} report={report} digits={digits} />
      )}
      <KeySlider
        aria-label="Look at the digits of the map one by one"
        aria-valuetext={describePoint(focused ?? 0, digits, report)}
        min={0}
        max={count - 1}
        value={focused ?? 0}
        onChange={(event) => setFocused(event.currentTarget.valueAsNumber)}
        onFocus={() => setFocused((point) => point ?? 0)}
        onBlur={() => setFocused(undefined)}
      />
    </div>
  );
}

interface MapCanvasProps {
  readonly viewport: Viewport;
  readonly coordinates: Float32Array;
  readonly labels: Uint8Array;
  readonly summary: string;
}

function MapCanvas({ viewport, coordinates, labels, summary }: MapCanvasProps) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D, density: number) =>
      paintMap(context, density, viewport, coordinates, labels),
    [viewport, coordinates, labels],
  );
  return (
    <SharpCanvas
      paint={paint}
      width={viewport.width}
      height={viewport.height}
      role="img"
      aria-label={summary}
      className={classes['canvas']}
    />
  );
}

/** The drawing. It lies over the picture, so that it can travel without a new drawing of everything. */
function Dot({ viewport, place }: { readonly viewport: Viewport; readonly place: Place }) {
  const [x, y] = keepInside(viewport.toPixels(place.x, place.y), viewport);
  return (
    <span
      className={classes['dot']}
      style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` }}
      data-side={x > viewport.width / 2 ? 'left' : 'right'}
      data-testid="map-drawing"
      data-value={`${place.x},${place.y}`}
    >
      <span>your drawing</span>
    </span>
  );
}

interface PointCardProps {
  readonly point: number;
  readonly viewport: Viewport;
  readonly report: MapReport;
  readonly digits: LabelledDigits;
}

function PointCard({ point, viewport, report, digits }: PointCardProps) {
  const { coordinates } = report;
  const [x, y] = viewport.toPixels(coordinates[2 * point]!, coordinates[2 * point + 1]!);
  const words = describePoint(point, digits, report);
  return (
    <>
      <span className={classes['ring']} style={{ transform: `translate(${x}px, ${y}px)` }} />
      <div
        className={classes['card']}
        data-testid="map-digit"
        data-value={point}
        data-side={x > viewport.width / 2 ? 'left' : 'right'}
        style={{ left: x, top: Math.min(y, viewport.height - 96) }}
      >
        <div className={classes['cardPicture']}>
          <DigitPicture
            pixels={digits.pixels.subarray(point * PIXEL_COUNT, (point + 1) * PIXEL_COUNT)}
            label={words}
          />
        </div>
        <span aria-hidden>{words}</span>
      </div>
    </>
  );
}

/** Draws the map anew for each snapshot, as near as can be to how it was, and finds a drawing's place on it. */
import type { Plane } from '../../core/insight/principal-plane';
import type * as geometry from '../../core/insight/principal-plane';
import { argmax } from '../../core/metrics';
import type { DigitSet } from '../../dataset/digit-source';
import { forwardPass } from '../../engine/plain/forward-pass';
import { MAP_DIGITS, type MapReport } from '../../protocol/insight';
import type { Snapshot } from './snapshot';
import { hasHidden, lastHidden } from './survey';

/** That module, loaded when the first map is asked for: it brings a matrix library. */
type Geometry = typeof geometry;

/** Of a network without a hidden layer. */
const emptyMap = (step: number): MapReport => ({
  topic: 'map',
  step,
  coordinates: new Float32Array(0),
  readings: new Uint8Array(0),
  explained: [0, 0],
  units: 0,
});

export class MapMaker {
  readonly #geometry: Geometry;
  #map: { readonly plane: Plane; readonly snapshot: Snapshot } | undefined;

  constructor(geometry: Geometry) {
    this.#geometry = geometry;
  }

  /** Of a network without a hidden layer: an empty map. */
  *report(snapshot: Snapshot, digits: DigitSet): Generator<void, MapReport> {
    if (!hasHidden(snapshot)) {
      this.#map = undefined;
      return emptyMap(snapshot.step);
    }
    const count = Math.min(MAP_DIGITS, digits.count);
    const { points, logits, units } = yield* lastHidden(snapshot, digits.pixels, count);
    // Another run's network has nothing to do with this one: its map is drawn as if it were the first.
    const before = this.#map?.snapshot.networkNumber === snapshot.networkNumber ? this.#map.plane : undefined;
    const found = yield* this.#geometry.principalPlane(points, units, before?.directions);
    const plane = before ? this.#geometry.alignPlane(found, before.coordinates) : found;
    this.#map = { plane, snapshot };
    const { coordinates, explained } = plane;
    return { topic: 'map', step: snapshot.step, coordinates, readings: argmax(logits), explained, units };
  }

  /** drawing: uint8 [784]. By the network of the latest map; undefined before the first, and while it is empty. */
  place(drawing: Uint8Array): { x: number; y: number; step: number } | undefined {
    if (!this.#map) return undefined;
    const { plane, snapshot } = this.#map;
    const { weights, network, step } = snapshot;
    const { hidden } = forwardPass(weights, network.activation, drawing, 1);
    const [x, y] = this.#geometry.projectPoint(plane, hidden.at(-1)!);
    return { x, y, step };
  }
}

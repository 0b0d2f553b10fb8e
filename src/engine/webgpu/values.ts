/** Where the numbers of one pass through a network lie: one buffer, `values`, laid out once for a network and a plan. */
import { type LayerLayout, quadsOf } from './layout';
import type { Plan } from './plan';
import { shares } from './tile';

/** Places are in quads; each matrix has `rows` rows. */
export interface HiddenValues {
  /** What the layer puts out, dropout included. */
  readonly outAt: number;
  /** The parts of its sums, one matrix behind the other; 1 where the sums are whole and never written down. */
  readonly parts: number;
  readonly partsAt: number;
  /** The loss's gradient with respect to its sums, likewise. */
  readonly errorAt: number;
  readonly errorParts: number;
  readonly errorPartsAt: number;
}

export interface ValueLayout {
  /** Digits, a multiple of four. */
  readonly rows: number;
  readonly hidden: readonly HiddenValues[];
  /** [rows, 12]: errors of the logits when training, probabilities when predicting. */
  readonly outputAt: number;
  readonly quads: number;
}

/** plan: left out where there is only predicting, without errors and in whole sums. */
export function valueLayout(layers: readonly LayerLayout[], count: number, plan?: Plan): ValueLayout {
  const rows = 4 * quadsOf(count);
  let quads = 0;
  const take = (matrices: number, unitQuads: number): number => {
    const at = quads;
    quads += matrices * rows * unitQuads;
    return at;
  };
  const hidden = layers.slice(0, -1).map(({ inputQuads, unitQuads }, l) => {
    const parts = plan ? shares(plan.forward[l]!, 4 * inputQuads).parts : 1;
    const back = plan?.backward[l];
    const errorParts = back ? shares(back, 4 * layers[l + 1]!.unitQuads).parts : 1;
    return {
      outAt: take(1, unitQuads),
      parts,
      partsAt: take(parts > 1 ? parts : 0, unitQuads),
      errorAt: take(plan && errorParts === 1 ? 1 : 0, unitQuads),
      errorParts,
      errorPartsAt: take(errorParts > 1 ? errorParts : 0, unitQuads),
    };
  });
  return { rows, hidden, outputAt: take(1, layers.at(-1)!.unitQuads), quads };
}

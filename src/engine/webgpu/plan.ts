/**
 * Which cuts the products of a network get. All plans come to the same but for rounding; which is the fastest depends on the
 * device, the network and the batch, so a few that differ in kind are measured (choose-plan.ts).
 *
 * A large device has far more lanes than a small network has 32 x 32 tiles: there a sum shared out among several workgroups
 * pays. An integrated one is full with few workgroups, and parts are only more to write and read. In wide layers larger tiles
 * fetch less.
 */
import { type Cut, fits, type Tile, type TileLimits, TILES } from './tile';

export interface Plan {
  /** Of each hidden layer, from the pixels on. */
  readonly forward: readonly Cut[];
  /** Of the errors of each hidden layer but the last, whose errors the output pass makes. The update beside has the same tile. */
  readonly backward: readonly Cut[];
  /** Of the gradients of the first two layers. */
  readonly update: Tile;
}

/** Names a plan of the table below. */
export type PlanName = 'plain' | 'split' | 'deep' | 'narrow' | 'wide' | 'wide-split';

interface Recipe {
  readonly tile: Tile;
  /** The number of workgroups that a product is split up to. */
  readonly wanted: number;
}

const RECIPES: Readonly<Record<PlanName, Recipe>> = {
  plain: { tile: TILES.plain, wanted: 1 },
  split: { tile: TILES.plain, wanted: 128 },
  deep: { tile: TILES.deep, wanted: 112 },
  narrow: { tile: TILES.narrow, wanted: 128 },
  wide: { tile: TILES.wide, wanted: 1 },
  'wide-split': { tile: TILES.wide, wanted: 128 },
};

/** More parts are more to read again than they save. */
const MOST_SPLITS = 8;
/** Narrower layers, or smaller batches, fill no wide tile. */
const WIDE_UNITS = 256;

export const DEFAULT_PLAN: PlanName = 'plain';

function cutOf({ tile, wanted }: Recipe, rows: number, columns: number): Cut {
  const tiles = Math.ceil(rows / tile.rows) * Math.ceil(columns / tile.columns);
  return { tile, splits: Math.max(1, Math.min(MOST_SPLITS, Math.floor(wanted / tiles))) };
}

/** layerSizes: from the pixels to the classes. rows: digits of a batch. */
export function planOf(name: PlanName, layerSizes: readonly number[], rows: number): Plan {
  const recipe = RECIPES[name];
  const hidden = layerSizes.slice(1, -1);
  return {
    forward: hidden.map((units) => cutOf(recipe, rows, units)),
    backward: hidden.slice(0, -1).map((units) => cutOf(recipe, rows, units)),
    update: recipe.tile,
  };
}

/** The plans worth trying for a network on a device, the default first. */
export function plansFor(layerSizes: readonly number[], rows: number, limits: TileLimits): PlanName[] {
  const hidden = layerSizes.slice(1, -1);
  if (hidden.length === 0) return [DEFAULT_PLAN];
  const isWide = rows >= 48 && Math.max(...hidden) >= WIDE_UNITS;
  const names: PlanName[] = isWide
    ? ['plain', 'split', 'wide', 'wide-split', 'deep']
    : ['plain', 'split', 'deep', 'narrow'];
  return names.filter((name) => fits(RECIPES[name].tile, limits));
}

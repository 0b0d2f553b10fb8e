/**
 * How a matrix product is cut: a workgroup makes `rows` x `columns` of it, each thread 4 x 4; `depth` of the sum goes through shared
 * memory at a time, and `groups` teams of threads take turns at the depths and add up in the end.
 */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly groups: 1 | 2 | 4;
}

/** A tile, and how many workgroups share one sum; whoever reads the result adds up their parts. */
export interface Cut {
  readonly tile: Tile;
  readonly splits: number;
}

const tile = (rows: number, columns: number, depth: number, groups: Tile['groups']): Tile => ({
  rows,
  columns,
  depth,
  groups,
});

export const TILES = {
  /** Within 16 KB, as is the next: every device has those. */
  plain: tile(32, 32, 16, 2),
  wide: tile(64, 64, 16, 1),
  /** More teams: for layers that give few workgroups. */
  deep: tile(32, 32, 16, 4),
  narrow: tile(16, 16, 16, 4),
} as const satisfies Readonly<Record<string, Tile>>;

/** Threads of one team. */
export const teamOf = ({ rows, columns }: Tile): number => (rows / 4) * (columns / 4);
export const threadsOf = (t: Tile): number => teamOf(t) * t.groups;

/** Shared rows are a quad longer than needed, so that neighbours do not wait for the same bank. */
export const strideOf = (length: number): number => length / 4 + 1;

/** Quads of shared memory: the operands of all teams, and in the end their sums, with or without those of the bias. */
export function sharedQuads(t: Tile, withBias: boolean): number {
  const operands = t.groups * t.depth * (strideOf(t.rows) + strideOf(t.columns));
  const sums = t.groups * (4 * teamOf(t) + (withBias ? t.columns / 4 : 0));
  return t.groups > 1 ? Math.max(operands, sums) : operands;
}

/** What limits tiles on a device. */
export interface TileLimits {
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
}

export const fits = (t: Tile, limits: TileLimits): boolean =>
  16 * sharedQuads(t, true) <= limits.maxComputeWorkgroupStorageSize &&
  threadsOf(t) <= limits.maxComputeInvocationsPerWorkgroup;

/** How a sum of `depth` numbers is shared out by a cut: turns per workgroup, and the parts that come of it. */
export function shares({ tile: t, splits }: Cut, depth: number): { turns: number; parts: number } {
  const stages = Math.ceil(depth / (t.depth * t.groups));
  const turns = Math.ceil(stages / Math.max(1, Math.min(splits, stages)));
  return { turns, parts: Math.ceil(stages / turns) };
}

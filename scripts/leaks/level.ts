/** Whether what a page holds stays level while the same thing is done to it over and over. */
import { type Held, HELD_KEYS } from './measure';

/** By how much each may grow in the last third of the rounds: caches, and records that are kept on purpose. */
export type Tolerance = Readonly<Record<keyof Held, number>>;

const MB = 1024 * 1024;
export const TOLERANCE: Tolerance = {
  pageBytes: MB,
  workerBytes: MB,
  nodes: 60,
  listeners: 12,
  threads: 0,
  tensors: 0,
};

/** Weighings after a first time, and after each third of the rounds. */
export interface Weighed {
  readonly what: string;
  readonly rounds: number;
  readonly held: readonly Held[];
}

/** Does something `rounds` times, after once that is not counted: code, and caches of a fixed size, arrive then. */
export async function weighRounds(
  what: string,
  rounds: number,
  weigh: () => Promise<Held>,
  doOnce: (round: number) => Promise<void>,
): Promise<Weighed> {
  await doOnce(0);
  const held = [await weigh()];
  for (let third = 1; third <= 3; third++) {
    const end = Math.round((rounds * third) / 3);
    for (let round = Math.round((rounds * (third - 1)) / 3); round < end; round++) await doOnce(round + 1);
    held.push(await weigh());
  }
  return { what, rounds, held };
}

/** What has grown in the last third by more than it may, one sentence each. */
export function growths({ what, held }: Weighed, tolerance: Tolerance = TOLERANCE): string[] {
  const [before, after] = held.slice(-2);
  return HELD_KEYS.flatMap((key) => {
    const growth = after![key] - before![key];
    return growth > tolerance[key] ? [`${what}: ${key} grew by ${growth} in the last third.`] : [];
  });
}

const shown = (key: keyof Held, value: number): string =>
  key.endsWith('Bytes') ? (value / MB).toFixed(2) : String(value);

/** A row of a Markdown table: after the first time, then after each third. */
export const rowOf = ({ what, rounds, held }: Weighed): string =>
  `| ${what}, ${rounds} times | ${HELD_KEYS.map((key) => held.map((one) => shown(key, one[key])).join(' → ')).join(' | ')} |`;

export const TABLE_HEAD = `| | MB of the page | MB of workers | nodes | listeners | threads | tensors |
|---|---|---|---|---|---|---|`;

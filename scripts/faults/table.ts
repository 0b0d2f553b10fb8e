/** What came of the faults, as lines of a table. */
import { type FaultReport, MOST_LOST_SECONDS } from './run-fault';

const short = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

export const TABLE_HEAD =
  '| # | fault | when | noticed after | steps lost | message | way out | what came back | |\n|---|---|---|---|---|---|---|---|---|';

export function tableLine(number: number, { kind, moment, outcome, problems, seconds }: FaultReport): string {
  const cells = outcome
    ? [
        outcome.noticedMs === undefined ? '–' : `${(outcome.noticedMs / 1000).toFixed(1)} s`,
        `${outcome.lostSteps} (${outcome.lostSeconds.toFixed(1)} s)`,
        outcome.message === '' ? '–' : short(outcome.message, 70),
        outcome.wayOut === '' ? 'none needed' : outcome.wayOut,
        outcome.back,
      ]
    : ['–', '–', '–', '–', '–'];
  const verdict =
    problems.length === 0 ? 'ok' : `**FAILED** after ${seconds.toFixed(0)} s: ${problems.join('; ')}`;
  return `| ${[String(number), kind, moment, ...cells, verdict].join(' | ')} |`;
}

export interface Totals {
  readonly lines: readonly string[];
  readonly areMet: boolean;
}

/** leftOut: kinds that do not apply here. */
export function totals(reports: readonly FaultReport[], leftOut: readonly string[], seconds: number): Totals {
  const good = reports.filter(({ problems }) => problems.length === 0).length;
  const uncaught = reports.flatMap(({ problems }) =>
    problems.filter((text) => text.startsWith('uncaught')),
  ).length;
  const lost = Math.max(0, ...reports.map(({ outcome }) => outcome?.lostSeconds ?? 0));
  const noticed = reports.flatMap(({ outcome }) => outcome?.noticedMs ?? []).sort((a, b) => a - b);
  const names = [...new Set(reports.map(({ kind }) => kind))];
  const failed = names.flatMap((name) => {
    const of = reports.filter(({ kind }) => kind === name);
    const bad = of.filter(({ problems }) => problems.length > 0);
    return bad.length > 0 ? [`  ${name}: ${bad.length} of ${of.length} failed`] : [];
  });
  const lines = [
    `${good} of ${reports.length} faults of ${names.length} kinds ended well: with a sentence where one is called for, and a way out that works.`,
    `Most training lost: ${lost.toFixed(1)} s (${MOST_LOST_SECONDS} s allowed). Uncaught errors: ${uncaught}.`,
    `Noticed after, median and longest: ${((noticed[noticed.length >> 1] ?? 0) / 1000).toFixed(1)} s, ${((noticed.at(-1) ?? 0) / 1000).toFixed(1)} s.`,
    ...failed,
    ...(leftOut.length > 0
      ? [`Left out, for there is nothing here for them to strike: ${leftOut.join(', ')}.`]
      : []),
    `${Math.round(seconds)} s in all.`,
  ];
  return { lines, areMet: good === reports.length };
}

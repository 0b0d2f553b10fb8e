/**
 * Hard days, counted: faults are injected into the built page at seeded random moments, and each must end with a sentence and
 * a way out that works, at most five seconds of training lost, nothing else lost and no error uncaught. All in one browser
 * profile, and where a fault leaves the page alive, in one page. Needs a build in dist/.
 *
 * Usage: npm run faults [-- --count 100 --seed 1 --only "part of a kind's name|of another's" --short]
 */
import { parseArgs } from 'node:util';
import type { FaultKind } from './faults/kind';
import { KINDS } from './faults/kinds';
import { Random } from './faults/random';
import { type FaultReport, runFault } from './faults/run-fault';
import { Scene } from './faults/scene';
import { Site } from './faults/site';
import { TABLE_HEAD, tableLine, totals } from './faults/table';

const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    short: { type: 'boolean', default: false },
  },
});

/** Those that no other test injects and that soon end, for `npm test`. */
const SHORT = new Set(['tab crashed', 'section runs: short', 'the database is closed under the page']);

const parts = values.only.split('|');
const isWanted = (name: string): boolean =>
  values.short ? SHORT.has(name) : parts.some((part) => name.includes(part));
const wanted = KINDS.filter(({ name }) => isWanted(name));
if (wanted.length === 0)
  throw new Error(`No kind of fault is called so. There are:\n${KINDS.map(({ name }) => name).join('\n')}`);
const count = Number(values.count ?? (values.short ? wanted.length : 100));
const random = new Random(Number(values.seed));

/** Every kind as often as any other, in an order of chance. */
function* deal(): Generator<FaultKind> {
  for (;;) yield* random.shuffled(wanted);
}

const startedAt = Date.now();
const site = await Site.open();
const scene = await Scene.open(site, random);
const reports: FaultReport[] = [];
const leftOut = new Set<string>();
console.log(TABLE_HEAD);
for (const kind of deal()) {
  if (reports.length >= count || leftOut.size === wanted.length) break;
  const report = await runFault(scene, kind, random.of(kind.moments));
  if (report === 'nothing here') {
    leftOut.add(kind.name);
    continue;
  }
  reports.push(report);
  console.log(tableLine(reports.length, report));
}
await scene.close();
await site.close();
const { lines, areMet } = totals(reports, [...leftOut], (Date.now() - startedAt) / 1000);
console.log(`\n${lines.join('\n')}`);
process.exit(areMet ? 0 : 1);

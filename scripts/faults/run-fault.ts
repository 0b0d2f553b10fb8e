/** One fault, from the moment before it to what is left of it. */
import { stripVTControlCharacters } from 'node:util';
import type { Before, FaultKind, Outcome } from './kind';
import { type Moment, reach } from './moments';
import { plant } from './plant';
import { pause, type Scene } from './scene';
import { forgetParts, whatIsLost } from './storage';

/** More training than this may never be lost. */
export const MOST_LOST_SECONDS = 5;

const LONGEST_MS = 90_000;

export interface FaultReport {
  readonly kind: string;
  readonly moment: Moment;
  readonly outcome: Outcome | undefined;
  /** What did not meet the bars; none when all is well. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

export async function runFault(
  scene: Scene,
  kind: FaultKind,
  moment: Moment,
): Promise<FaultReport | 'nothing here'> {
  const startedAt = Date.now();
  const problems: string[] = [];
  let outcome: Outcome | undefined;
  let stage = 'before it struck: ';
  try {
    await plant(scene);
    // What came of the fault before is not this one's.
    scene.takeUncaught();
    if (kind.isOnline) {
      await forgetParts(scene.page);
      await scene.newPage();
    }
    await kind.arm?.(scene);
    await reach(scene, moment, kind.query);
    if (kind.applies && !(await kind.applies(scene))) {
      await kind.disarm?.(scene);
      return 'nothing here';
    }
    const before = await lookBefore(scene, moment);
    stage = '';
    outcome = await inTime(kind.strike(scene, before));
    if (outcome.lostSeconds > MOST_LOST_SECONDS)
      problems.push(`${outcome.lostSeconds.toFixed(1)} s of training are lost`);
    if (!kind.mayDelete) problems.push(...whatIsLost(before.treasure, await scene.treasure(), before.runId));
  } catch (error) {
    problems.push(stage + (error instanceof Error ? inOneLine(error.message) : String(error)));
  }
  problems.push(...scene.takeUncaught().map((words) => `uncaught: ${words}`));
  await kind.disarm?.(scene).catch((error: unknown) => problems.push(`not undone: ${String(error)}`));
  if (problems.length > 0) await startAfresh(scene);
  return { kind: kind.name, moment, outcome, problems, seconds: (Date.now() - startedAt) / 1000 };
}

/** What was waited for stands in the third line of Playwright's. */
const inOneLine = (message: string): string =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== 'Call log:')
    .slice(0, 2)
    .join(' ')
    .replaceAll(/\s+/g, ' ');

/** A page that is stuck is a failure, and not to hold up the others. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  const late = pause(LONGEST_MS).then(() => {
    throw new Error(`not done with after ${LONGEST_MS / 1000} s`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]);
}

async function lookBefore(scene: Scene, moment: Moment): Promise<Before> {
  const treasure = await scene.treasure();
  const look = await scene.look();
  const hasRun = look.step > 0;
  // The one that this visit has made is the latest.
  const [latest] = treasure.runs;
  const isIts = latest && latest.step <= look.step && latest.createdAt > scene.trainedSince;
  return { look, treasure, moment, runId: hasRun && isIts ? latest.id : undefined };
}

/** After a failure, nothing of it is left to the next fault. */
async function startAfresh(scene: Scene): Promise<void> {
  scene.site.behave();
  await scene.newPage().catch(() => scene.openBrowser());
}

/** How the page comes back from a fault, for the kinds that share a way. */
import type { Before, Outcome } from './kind';
import { pause, type Scene } from './scene';

type Inject = () => Promise<unknown>;

export const NOTHING_LOST = { lostSteps: 0, lostSeconds: 0 } as const;

export const isUnderWay = ({ moment }: Before): boolean =>
  moment !== 'loading' && moment !== 'ready' && moment !== 'finished' && moment !== 'teaching';

/** What of the run on screen is gone. */
export async function lossOf(
  scene: Scene,
  { look }: Before,
): Promise<Pick<Outcome, 'lostSteps' | 'lostSeconds'>> {
  const now = await scene.look();
  return {
    lostSteps: Math.max(0, look.step - now.step),
    lostSeconds: Math.max(0, look.trained - now.trained),
  };
}

/** The run, or another one where there was none, takes steps. */
export async function trainsOn(scene: Scene): Promise<string> {
  let look = await scene.until(
    'a state to go on from',
    ({ status }) => ['paused', 'training', 'ready', 'finished'].includes(status),
    30_000,
  );
  const from = look.step;
  if (look.status === 'paused') await scene.button('Resume').click();
  else if (look.status !== 'training') await scene.button('Train').click();
  const isAnother = look.status === 'ready' || look.status === 'finished';
  look = await scene.until(
    'steps after it',
    ({ status, step }) => status === 'training' && step > (isAnother ? 0 : from),
    40_000,
  );
  if (look.fault !== '') throw new Error(`it trains on, and the page still says: ${look.fault}`);
  return isAnother ? 'another run' : `step ${from}`;
}

/** Something that ends the training thread, or its graphics: a sentence, then Restart. */
export async function restarted(
  scene: Scene,
  before: Before,
  inject: Inject,
  sentence: RegExp,
  limitMs: number,
): Promise<Outcome> {
  await inject();
  const at = Date.now();
  const message = await scene.untilSaid(sentence, limitMs);
  const noticedMs = Date.now() - at;
  await scene
    .button(/^(Restart|Try again)$/)
    .first()
    .click();
  // One that is too young to have been stored, half a second of training at most, is not there to be taken up.
  const isKept = before.look.step > 0 && before.runId !== undefined;
  const states = isKept ? ['paused', 'finished'] : ['ready'];
  await scene.until(
    'Restart brings it back',
    ({ status, step, fault }) => fault === '' && states.includes(status) && step > 0 === isKept,
    30_000,
  );
  const loss = await lossOf(scene, before);
  return { noticedMs, message, wayOut: 'Restart', ...loss, back: await trainsOn(scene) };
}

/** Something that takes the page itself: it is opened anew, and offers the run that was under way. */
export async function reopened(
  scene: Scene,
  before: Before,
  takeAway: Inject,
  query?: string,
): Promise<Outcome> {
  await takeAway();
  const at = Date.now();
  await scene.goto(query);
  if (!isUnderWay(before) || before.runId === undefined) {
    // Too young to have been stored: at most half a second of training.
    const lost = isUnderWay(before) ? { lostSteps: before.look.step, lostSeconds: before.look.trained } : {};
    const back = await trainsOn(scene);
    return { message: '', wayOut: 'opened again', ...NOTHING_LOST, ...lost, back };
  }
  const offer = scene.offer(before.runId);
  await offer.waitFor({ timeout: 15_000 });
  const noticedMs = Date.now() - at;
  const message = (await offer.textContent()) ?? '';
  const kept = (await scene.treasure()).runs.find(({ id }) => id === before.runId);
  const from = kept?.step ?? 0;
  await scene.goOnButton(before.runId).click();
  // One that was left paused stays so.
  const goesOnAs = kept?.status === 'paused' ? 'paused' : 'training';
  await scene.until('it goes on', ({ status, step }) => status === goesOnAs && step >= from && step > 0);
  const lostSteps = Math.max(0, before.look.step - from);
  const perStep = before.look.step > 0 ? before.look.trained / before.look.step : 0;
  return {
    noticedMs,
    message,
    wayOut: 'opened again, Go on',
    lostSteps,
    lostSeconds: lostSteps * perStep,
    back: await trainsOn(scene),
  };
}

/** Something that the page bears: no word of it, and it goes on by itself. */
export async function bears(scene: Scene, before: Before, inject: Inject): Promise<Outcome> {
  await inject();
  await pause(300);
  const { status, fault } = await scene.look();
  if (fault !== '') throw new Error(`nothing was to be said, and the page says: ${fault}`);
  if (isUnderWay(before) && before.moment !== 'paused' && status !== 'training')
    throw new Error(`it trained, and is ${status}`);
  const loss = await lossOf(scene, before);
  return { message: '', wayOut: '', ...loss, back: await trainsOn(scene) };
}

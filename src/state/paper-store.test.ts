// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { PaperReply } from '../client/paper-link';
import { memoryBackend } from '../library/testing/memory-backend';
import { createRepository } from '../library/storage';

const replies: ((reply: PaperReply) => void)[] = [];
vi.mock('../client/paper-link', () => ({
  findOnPaper: () => new Promise<PaperReply>((resolve) => replies.push(resolve)),
}));

const SEVEN = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 ? 255 : 0));
const reply: PaperReply = {
  ok: true,
  found: {
    width: 100,
    height: 80,
    digits: [
      {
        box: { left: 0, top: 0, right: 30, bottom: 50 },
        row: 0,
        pictures: [SEVEN, SEVEN],
        cutFrom: undefined,
      },
    ],
    likeness: Float32Array.of(0.9),
    ruledLines: 0,
  },
};
const file = () => new Blob(['a picture'], { type: 'image/png' });
/** What a network says, equally of each picture. */
const saying = (digit: number, count: number) => ({
  probabilities: Float32Array.from({ length: count * 10 }, (_, i) => (i % 10 === digit ? 1 : 0)),
  uncertainties: Array.from({ length: count }, () => undefined),
});

async function openPage() {
  vi.resetModules();
  replies.length = 0;
  const page = await import('./paper-store');
  const { connectPredictor } = await import('./drawing-store');
  const yours = await import('./your-digits');
  const { storedDigitSchema } = await import('./kept-digit');
  await yours.openYourDigits(createRepository(storedDigitSchema, memoryBackend()));
  let says = 7;
  connectPredictor((_, count) => Promise.resolve({ own: undefined, pretrained: saying(says, count) }));
  return {
    ...page,
    ...yours,
    say: (digit: number) => (says = digit),
    ...(await import('./run-store')),
    ...(await import('./testing/set-slice')),
  };
}

let page: Awaited<ReturnType<typeof openPage>>;
beforeEach(async () => {
  page = await openPage();
});

const readNow = () => page.readAs(page.usePaper.getState().prediction, 0);

it('finds, reads, and shows the place for it', async () => {
  const taken = page.takePicture(file());
  expect(page.usePaper.getState()).toMatchObject({ isSearching: true, found: undefined });
  expect(window.location.hash).toBe('#photo');
  replies[0]!(reply);
  await taken;
  await vi.waitFor(() => expect(readNow()).toBe(7));
  expect(page.usePaper.getState()).toMatchObject({
    isSearching: false,
    source: 'pretrained',
    trouble: undefined,
  });
});

it('says what the trouble is, and takes the next picture all the same', async () => {
  const first = page.takePicture(file());
  replies[0]!({ ok: false, problem: 'unreadable' });
  await first;
  expect(page.usePaper.getState()).toMatchObject({ trouble: 'unreadable', found: undefined });
  const second = page.takePicture(file());
  expect(page.usePaper.getState().trouble).toBeUndefined();
  replies[1]!(reply);
  await second;
  expect(page.usePaper.getState().found).toBeDefined();
});

it('forgets what comes of a picture that another one has replaced', async () => {
  const first = page.takePicture(file());
  const second = page.takePicture(file());
  replies[0]!({ ok: false, problem: 'blank' });
  await first;
  expect(page.usePaper.getState()).toMatchObject({ isSearching: true, trouble: undefined });
  replies[1]!(reply);
  await second;
  expect(page.usePaper.getState().found).toBeDefined();
});

it('reads anew when the network has learned', async () => {
  const taken = page.takePicture(file());
  replies[0]!(reply);
  await taken;
  await vi.waitFor(() => expect(readNow()).toBe(7));
  page.say(1);
  page.setSlice(page.useRun, { pretrained: { state: 'ready', validationAccuracyFraction: 0.99 } });
  await vi.waitFor(() => expect(readNow()).toBe(1), { timeout: 5000 });
});

it('keeps a corrected digit among the visitor’s, once, as a picture', async () => {
  const taken = page.takePicture(file());
  replies[0]!(reply);
  await taken;
  await vi.waitFor(() => expect(readNow()).toBe(7));
  page.correctFound(0, 1);
  page.correctFound(0, 4);
  const { digits } = page.useYourDigits.getState();
  expect(digits).toMatchObject([{ label: 4, read: 7, pixels: SEVEN }]);
  expect(digits[0]!.strokes).toBeUndefined();
});

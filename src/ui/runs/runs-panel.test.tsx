// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { memoryRunBackend } from '../../library/memory-run-backend';
import type { RunRecord } from '../../library/run-record';
import { createRunRepository } from '../../library/run-repository';
import { aRun, someWeights } from '../../library/testing/runs';
import { loadLibrary } from '../../state/library';
import { useLibrary } from '../../state/library-store';
import { useRunsCommands } from '../../state/runs-commands';
import type { RunsApi } from '../../protocol/runs';
import { renderForTest } from '../shared/render-for-test';
import { RunsPanel } from './runs-panel';
import { setSlice } from '../../state/testing/set-slice';

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve)));

/** The panel over a repository that keeps these runs, each with one network of 3,220 bytes. */
async function setUp(records: readonly RunRecord[], currentId?: string) {
  setSlice(useLibrary, useLibrary.getInitialState());
  setSlice(useRunsCommands, { api: undefined, openingId: undefined, openProblem: undefined });
  const repository = createRunRepository(memoryRunBackend());
  for (const record of records) await repository.saveRun(record, [someWeights(record.id, 0.5)]);
  await loadLibrary(repository);
  setSlice(useLibrary, { currentId });
  const page = renderForTest(<RunsPanel />);
  await settled();
  const rows = () => [...page.element.querySelectorAll<HTMLElement>('[data-testid="run-row"]')];
  const named = (label: string) => page.element.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  return {
    ...page,
    repository,
    rows,
    ids: () => rows().map((row) => row.dataset['run']),
    named,
    pressNamed: async (label: string) => {
      page.press(named(label)!);
      await settled();
    },
    row: (id: string) => rows().find((row) => row.dataset['run'] === id)!,
  };
}

/** As React hears of it: past the setter that it watches. */
function type(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  const isSelect = field instanceof HTMLSelectElement;
  const prototype = isSelect ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
  act(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field, value);
    field.dispatchEvent(new Event(isSelect ? 'change' : 'input', { bubbles: true }));
  });
}
const hit = (target: HTMLElement, key: string) =>
  act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

const at = (step: number, accuracyFraction: number) => ({ step, loss: 0.1, accuracyFraction });
const otter = aRun('o', {
  name: 'Calm Otter',
  createdAt: 1,
  status: 'training',
  step: 1290,
  trainSeconds: 1,
});
const heron = aRun('h', {
  name: 'Brisk Heron',
  createdAt: 2,
  status: 'finished',
  step: 100,
  best: at(80, 0.9712),
  last: at(100, 0.97),
  test: at(100, 0.9688),
  experiment: { ...otter.experiment, dropout: 0.2 },
});

describe('RunsPanel', () => {
  it('lists what is kept, for scripts and in words', async () => {
    const { dataValue, row, ids, element } = await setUp([otter, heron], 'h');
    expect(dataValue('run-list')).toBe('2');
    expect(ids()).toEqual(['h', 'o']);
    expect(Object.fromEntries(Object.entries(row('h').dataset))).toMatchObject({
      name: 'Brisk Heron',
      status: 'finished',
      step: '100',
      valAccuracy: '0.97',
      testAccuracy: '0.9688',
      current: 'true',
      compared: 'false',
    });
    expect(row('o').dataset['status']).toBe('interrupted');
    expect(row('o').getAttribute('data-val-accuracy')).toBe('');
    expect(row('o').getAttribute('data-test-accuracy')).toBe('');
    for (const words of [
      'unlike Calm Otter: dropout 0 → 0.2',
      '5 of 5 epochs',
      '97.12%',
      'last 97.00%',
      '96.88%',
    ]) {
      expect(row('h').textContent).toContain(words);
    }
    expect(row('o').textContent).toContain('unlike Brisk Heron: dropout 0.2 → 0');
    expect(row('o').textContent).toContain('interrupted at step 1,290');
    expect(row('o').textContent).toContain('3.2 kB');
    expect(element.querySelector('[aria-label="Open Brisk Heron"]')).toBeNull();
    expect(element.querySelector('[aria-label="Delete Brisk Heron"]')).toBeNull();
  });

  it('shows the first of many at once, and the others soon', async () => {
    const many = Array.from({ length: 15 }, (_, i) =>
      aRun(`run ${i}`, { createdAt: 100 - i, status: 'finished' }),
    );
    const { ids, dataValue } = await setUp(many);
    expect(dataValue('run-list')).toBe('15');
    const atFirst = ids();
    expect(atFirst.length).toBeLessThan(15);
    expect(atFirst).toEqual(many.slice(0, atFirst.length).map(({ id }) => id));
    await vi.waitFor(async () => {
      await settled();
      expect(ids()).toEqual(many.map(({ id }) => id));
    }, 20_000);
  });

  it('says what will be here, and what is wrong', async () => {
    const { element, dataValue } = await setUp([]);
    expect(dataValue('run-list')).toBe('0');
    expect(element.textContent).toContain('Every run that you begin');
    act(() => setSlice(useLibrary, { damagedCount: 2, problem: 'No room.' }));
    act(() => setSlice(useRunsCommands, { openProblem: 'Held elsewhere.' }));
    expect([...element.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent)).toEqual([
      'No room.',
      'Held elsewhere.',
      '2 kept runs are damaged and cannot be shown.',
    ]);
  });

  it('sorts by what is asked for', async () => {
    const { element, ids } = await setUp([otter, heron]);
    type(element.querySelector('select')!, 'time');
    expect(ids()).toEqual(['o', 'h']);
    type(element.querySelector('select')!, 'name');
    expect(ids()).toEqual(['h', 'o']);
    type(element.querySelector('select')!, 'test');
    expect(ids()).toEqual(['h', 'o']);
  });

  it('renames in place: Enter keeps it, Escape does not', async () => {
    const { named, pressNamed, repository, row } = await setUp([otter, heron]);
    const field = () => named('New name for Calm Otter') as HTMLInputElement;
    await pressNamed('Rename Calm Otter');
    type(field(), 'Best of all');
    hit(field(), 'Escape');
    await settled();
    expect(row('o').dataset['name']).toBe('Calm Otter');
    await pressNamed('Rename Calm Otter');
    type(field(), '  Best of all ');
    hit(field(), 'Enter');
    await settled();
    expect(row('o').dataset['name']).toBe('Best of all');
    expect(await repository.readRun('o')).toMatchObject({ value: { name: 'Best of all' } });
    expect(document.activeElement).toBe(named('Rename Best of all'));
    await pressNamed('Rename Best of all');
    type(named('New name for Best of all') as HTMLInputElement, ' ');
    hit(named('New name for Best of all')!, 'Enter');
    expect(row('o').dataset['name']).toBe('Best of all');
  });

  it('pins to the top', async () => {
    const { pressNamed, ids, named, repository } = await setUp([otter, heron]);
    await pressNamed('Pin Calm Otter');
    expect(ids()).toEqual(['o', 'h']);
    expect(named('Pin Calm Otter')?.getAttribute('aria-pressed')).toBe('true');
    expect(await repository.readRun('o')).toMatchObject({ value: { pinned: true } });
  });

  it('hides until hidden ones are asked for', async () => {
    const { pressNamed, ids, element, press, dataValue } = await setUp([otter, heron]);
    await pressNamed('Hide Calm Otter');
    expect(ids()).toEqual(['h']);
    await pressNamed('Hide Brisk Heron');
    expect(dataValue('run-list')).toBe('2');
    expect(element.textContent).toContain('All runs are hidden');
    press(element.querySelector<HTMLElement>('[role="switch"]')!);
    expect(ids()).toEqual(['h', 'o']);
    await pressNamed('Show Calm Otter');
    press(element.querySelector<HTMLElement>('[role="switch"]')!);
    expect(ids()).toEqual(['o']);
  });

  it('deletes, and takes it back', async () => {
    const { pressNamed, ids, element, repository, named } = await setUp([otter, heron]);
    await pressNamed('Delete Calm Otter');
    expect(ids()).toEqual(['h']);
    expect(await repository.readRun('o')).toMatchObject({ value: undefined });
    expect(element.textContent).toContain('Deleted Calm Otter. Put it back');
    await pressNamed('Put it back');
    expect(ids()).toEqual(['h', 'o']);
    expect(element.textContent).not.toContain('Deleted');
    expect(await repository.readWeights('o/last')).toMatchObject({ value: { runId: 'o' } });
    expect(named('Put it back')).toBeNull();
  });

  it('opens and compares', async () => {
    const open = vi.fn<RunsApi['open']>(() => new Promise(() => {}));
    const { pressNamed, row } = await setUp([otter, heron], 'h');
    act(() => setSlice(useRunsCommands, { api: { open } as unknown as RunsApi }));
    await pressNamed('Open Calm Otter');
    expect(open).toHaveBeenCalledExactlyOnceWith('o', undefined);
    await pressNamed('Compare Calm Otter');
    expect(row('o').dataset['compared']).toBe('true');
    expect(useLibrary.getState().comparedIds).toEqual(['o']);
  });
});

describe('the best epoch', () => {
  const stopping = { epoch: 5, best: { epoch: 4, accuracyFraction: 0.9712 } };

  it('can be opened where it is not the last, and the run is at rest', async () => {
    const open = vi.fn<RunsApi['open']>(() => new Promise(() => {}));
    const { pressNamed, named } = await setUp([otter, { ...heron, stopping }], 'h');
    act(() => setSlice(useRunsCommands, { api: { open } as unknown as RunsApi }));
    expect(named('Its best epoch: Calm Otter')).toBeNull();
    await pressNamed('Its best epoch: Brisk Heron');
    expect(open).toHaveBeenCalledExactlyOnceWith('h', 'best');
  });

  it.each([
    ['is the last', { best: { epoch: 5, accuracyFraction: 0.9712 }, epoch: 5 }, 'finished'],
    ['is yet to come', stopping, 'training'],
  ] as const)('is not offered when it %s', async (_, of, status) => {
    const { named } = await setUp([{ ...heron, stopping: of, status }], 'h');
    expect(named('Its best epoch: Brisk Heron')).toBeNull();
  });
});

describe('when room runs out', () => {
  const estimate = (usage: number) =>
    vi.stubGlobal('navigator', {
      userAgent: '',
      storage: { estimate: () => Promise.resolve({ usage, quota: 100_000 }) },
    });
  const old = aRun('x', { name: 'Old Newt', createdAt: 0, updatedAt: 1 });
  const pinned = aRun('p', { name: 'Pinned Puffin', createdAt: 0, updatedAt: 0, pinned: true });

  it('is silent up to four fifths', async () => {
    estimate(80_000);
    const { dataValue } = await setUp([old, heron]);
    expect(dataValue('storage-room')).toBeUndefined();
    vi.unstubAllGlobals();
  });

  it('says so with sizes and deletes what it offers, but only when told to', async () => {
    estimate(83_000);
    const { element, dataValue, button, press, ids } = await setUp([old, heron, pinned], 'h');
    expect(dataValue('storage-room')).toBe('x');
    expect(element.textContent).toContain(
      'takes 83 kB of the 100 kB that the browser lets it keep, 9.7 kB of it for runs',
    );
    expect(element.textContent).toContain('Longest untouched: Old Newt (3.2 kB).');
    expect(ids()).toHaveLength(3);
    press(button('Delete this run: 3.2 kB'));
    await settled();
    expect(ids()).toEqual(['p', 'h']);
    expect(element.textContent).toContain('There is no run to offer');
    vi.unstubAllGlobals();
  });
});

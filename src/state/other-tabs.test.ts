import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { joinRunNews, type RunNewsLine } from '../library/run-news';
import { createRunRepository } from '../library/run-repository';
import { aRun, someWeights } from '../library/testing/runs';
import { deleteRuns, loadLibrary, undoDelete } from './library';
import { useLibrary } from './library-store';
import { setSlice } from './testing/set-slice';

const repository = createRunRepository();
const ids = () => useLibrary.getState().records.map(({ id }) => id);
const keep = (id: string) => repository.saveRun(aRun(id), [someWeights(id, 1)]);
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

let heard: string[] = [];
let otherTab: RunNewsLine;
beforeEach(async () => {
  await repository.deleteRuns(['a', 'b', 'c']);
  setSlice(useLibrary, useLibrary.getInitialState());
  for (const id of ['a', 'b', 'c']) await keep(id);
  await loadLibrary(repository);
  heard = [];
  otherTab = joinRunNews(({ type, ids: told }) => heard.push(`${type} ${told.join()}`));
});
afterEach(() => otherTab.close());

it('hear of what is deleted here, and of what is put back', async () => {
  await deleteRuns(['a', 'b']);
  await undoDelete();
  await vi.waitFor(() => expect(heard).toEqual(['deleted a,b', 'put-back a,b']));
  expect(ids().toSorted()).toEqual(['a', 'b', 'c']);
});

it('have their runs taken off the list here when they delete them, and listed again', async () => {
  setSlice(useLibrary, { comparedIds: ['a', 'b'] });
  const deleted = await repository.deleteRuns(['a']);
  otherTab.tell({ type: 'deleted', ids: ['a'] });
  await vi.waitFor(() => expect(ids().toSorted()).toEqual(['b', 'c']));
  expect(useLibrary.getState().comparedIds).toEqual(['b']);
  if (deleted.ok) await repository.putBack(deleted.value);
  otherTab.tell({ type: 'put-back', ids: ['a'] });
  await vi.waitFor(() => expect(ids().toSorted()).toEqual(['a', 'b', 'c']));
});

it.each([
  ['for as long as it is on screen', false, ['b', 'c']],
  ['also after that when it was put back', true, ['a', 'b', 'c']],
])('leave the run on screen listed %s', async (_, isPutBack, left) => {
  setSlice(useLibrary, { currentId: 'a' });
  await repository.deleteRuns(['a']);
  otherTab.tell({ type: 'deleted', ids: ['a'] });
  await settle();
  expect(ids().toSorted()).toEqual(['a', 'b', 'c']);
  if (isPutBack) await keep('a');
  setSlice(useLibrary, { currentId: undefined });
  await settle();
  expect(ids().toSorted()).toEqual(left);
});

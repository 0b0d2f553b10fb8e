import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../core/fault';
import type { RunsApi } from '../protocol/runs';
import { connectRuns, openRun, useRunsCommands } from './runs-commands';
import { setSlice } from './testing/set-slice';

const held = { code: 'run-held', message: 'It is in training in another tab.', remedy: 'dismiss' } as const;

/** Answers when it is told to. */
function setUp() {
  const opened: string[] = [];
  const answers: ((result: Result<void>) => void)[] = [];
  const api = {
    open: (id: string, role?: string) => {
      opened.push(role ? `${id} ${role}` : id);
      return new Promise<Result<void>>((resolve) => answers.push(resolve));
    },
  } as unknown as RunsApi;
  connectRuns(api);
  return { opened, answers };
}

describe('openRun', () => {
  beforeEach(() =>
    setSlice(useRunsCommands, { api: undefined, openingId: undefined, openProblem: undefined }),
  );

  it('asks the worker, and says which run is on its way', async () => {
    const { opened, answers } = setUp();
    const opening = openRun('a');
    expect(opened).toEqual(['a']);
    expect(useRunsCommands.getState().openingId).toBe('a');
    answers[0]!(ok(undefined));
    await opening;
    expect(useRunsCommands.getState()).toMatchObject({ openingId: undefined, openProblem: undefined });
  });

  it('asks for the best epoch where that is wanted', () => {
    const { opened } = setUp();
    void openRun('a', 'best');
    expect(opened).toEqual(['a best']);
  });

  it('says in a sentence why a run was not opened, until another is', async () => {
    const { answers } = setUp();
    const first = openRun('a');
    answers[0]!(fail(held));
    await first;
    expect(useRunsCommands.getState().openProblem).toBe('It is in training in another tab.');
    const second = openRun('b');
    expect(useRunsCommands.getState().openProblem).toBeUndefined();
    answers[1]!(ok(undefined));
    await second;
    connectRuns({ open: () => Promise.reject(new Error('gone')) } as unknown as RunsApi);
    await openRun('c');
    expect(useRunsCommands.getState().openProblem).toBe(
      'The run could not be opened (gone). It is still kept.',
    );
  });

  it('waits only for the run that was asked for last, and for nobody who was replaced', async () => {
    const { answers } = setUp();
    const [first, second] = [openRun('a'), openRun('b')];
    answers[0]!(fail(held));
    await first;
    expect(useRunsCommands.getState()).toMatchObject({ openingId: 'b', openProblem: undefined });
    setUp();
    expect(useRunsCommands.getState().openingId).toBeUndefined();
    answers[1]!(fail(held));
    await second;
    expect(useRunsCommands.getState().openProblem).toBeUndefined();
  });

  it('has a sentence while there is nobody to ask', async () => {
    await openRun('a');
    expect(useRunsCommands.getState().openProblem).toMatch(/^The page is still loading/);
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fault, fail, ok, type Result } from '../core/fault';
import { PRESETS } from '../core/presets';
import type { RunsApi } from '../protocol/runs';
import { changeExperiment, useExperiment } from './experiment-store';
import { changeSettings, connectGoOn, goOn, isChangeable, openRun } from './go-on';
import { useRun } from './run-store';
import { setSlice } from './testing/set-slice';

const fault: Fault = { code: 'run-held', message: 'Another tab has it.', remedy: 'dismiss' };
const calls = {
  goOn: vi.fn<RunsApi['goOn']>(),
  change: vi.fn<RunsApi['change']>(),
  open: vi.fn<RunsApi['open']>(),
};

beforeEach(() => {
  for (const call of Object.values(calls)) call.mockReset().mockResolvedValue(ok(undefined));
  connectGoOn(calls);
  setSlice(useRun, { status: 'paused', fault: undefined });
  setSlice(useExperiment, { experiment: PRESETS.quick.experiment });
});

describe('going on', () => {
  it('asks for epochs in all, and for a run by its id', async () => {
    expect(await goOn(12)).toBe(true);
    expect(await openRun('a')).toBe(true);
    expect(calls.goOn.mock.calls).toEqual([[12]]);
    expect(calls.open.mock.calls).toEqual([['a']]);
  });

  it('says why it cannot', async () => {
    calls.open.mockResolvedValue(fail(fault));
    expect(await openRun('a')).toBe(false);
    expect(useRun.getState().fault).toEqual(fault);
  });
});

describe('changing settings', () => {
  it('changes the run that is paused, and the screen', async () => {
    await changeSettings({ learningRate: 0.01 });
    expect(calls.change.mock.calls).toEqual([[{ learningRate: 0.01 }]]);
    expect(useExperiment.getState().experiment.learningRate).toBe(0.01);
  });

  it('changes the screen only when there is no run under way', async () => {
    setSlice(useRun, { status: 'finished' });
    await changeSettings({ dropout: 0.5 });
    expect(calls.change).not.toHaveBeenCalled();
    expect(useExperiment.getState().experiment.dropout).toBe(0.5);
  });

  it('takes back what was refused, but not what was changed after it', async () => {
    let answer: (result: Result<void>) => void = () => {};
    calls.change.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const changed = changeSettings({ learningRate: 0.01, dropout: 0.3 });
    changeExperiment({ dropout: 0.4 });
    answer(fail(fault));
    await changed;
    expect(useExperiment.getState().experiment).toEqual({ ...PRESETS.quick.experiment, dropout: 0.4 });
    expect(useRun.getState().fault).toEqual(fault);
  });

  it('knows what may be changed', () => {
    expect(isChangeable('schedule')).toBe(true);
    expect(isChangeable('batchSize')).toBe(false);
  });
});

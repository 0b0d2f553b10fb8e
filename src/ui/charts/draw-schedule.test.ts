import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawSchedule } from './draw-schedule';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function visible(draw: () => Promise<void>): DrawSchedule {
  const schedule = new DrawSchedule(draw, 300);
  schedule.setVisible(true);
  return schedule;
}

describe('DrawSchedule', () => {
  it('draws at most once an interval, and what came last is drawn', async () => {
    let state = 0;
    const drawn: number[] = [];
    const schedule = visible(async () => {
      drawn.push(state);
    });
    for (; state < 100; state++) {
      schedule.request();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(drawn).toHaveLength(5);
    expect(drawn.at(-1)).toBe(100);
  });
  it('does not draw out of sight, and catches up on return', async () => {
    const draw = vi.fn(async () => {});
    const schedule = visible(draw);
    schedule.setVisible(false);
    schedule.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(draw).not.toHaveBeenCalled();
    schedule.setVisible(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(draw).toHaveBeenCalledOnce();
  });
  it('does not draw when nothing was requested', async () => {
    const draw = vi.fn(async () => {});
    visible(draw);
    await vi.advanceTimersByTimeAsync(1000);
    expect(draw).not.toHaveBeenCalled();
  });
  it('draws two charts in different tasks, and never one over another', async () => {
    let drawing = 0;
    let most = 0;
    const draw = async () => {
      drawing++;
      most = Math.max(most, drawing);
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
      drawing--;
    };
    for (const schedule of [visible(draw), visible(draw)]) schedule.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(most).toBe(1);
  });
  it('draws again what changed during a drawing', async () => {
    const draw = vi.fn(async () => {
      if (draw.mock.calls.length === 1) schedule.request();
    });
    const schedule = visible(draw);
    schedule.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(draw).toHaveBeenCalledTimes(2);
  });
  it('is quiet once disposed', async () => {
    const draw = vi.fn(async () => {});
    const schedule = visible(draw);
    schedule.request();
    schedule.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(draw).not.toHaveBeenCalled();
  });
});

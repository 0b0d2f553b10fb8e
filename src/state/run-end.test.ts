// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { announce } from './run-end';
import { recallRunEnd, setNotifies, setSounds, useRunEnd } from './run-end-store';

const ended = { isFinished: true, trainSeconds: 61, accuracyFraction: 0.98765 };

describe('the end of a run', () => {
  it('is told in each way that is wished, when it took over a minute', () => {
    const ways = { notify: vi.fn(), sound: vi.fn() };
    announce({ ...ended, trainSeconds: 59 }, ways);
    expect(ways.notify).not.toHaveBeenCalled();
    announce(ended, ways);
    expect(ways.notify).toHaveBeenCalledExactlyOnceWith(
      'Your network is ready',
      expect.stringContaining('98.7%'),
    );
    expect(ways.sound).toHaveBeenCalledOnce();
    announce(ended, { notify: undefined, sound: undefined });
  });

  it('sounds also where notifications are refused', () => {
    const sound = vi.fn();
    const notify = () => {
      throw new TypeError('Illegal constructor');
    };
    announce(ended, { notify, sound });
    expect(sound).toHaveBeenCalledOnce();
  });
});

describe('the wishes', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.removeItem('inkling-run-end');
  });
  const stub = (permission: NotificationPermission) => {
    const requestPermission = vi.fn(() => Promise.resolve(permission));
    vi.stubGlobal('Notification', { permission, requestPermission });
    return requestPermission;
  };

  it('are none at first, and permission is asked for only when one is made', async () => {
    const requestPermission = stub('granted');
    recallRunEnd();
    expect(useRunEnd.getState()).toMatchObject({ notifies: false, sounds: false });
    setSounds(true);
    expect(requestPermission).not.toHaveBeenCalled();
    await setNotifies(true);
    expect(requestPermission).toHaveBeenCalledOnce();
    expect(useRunEnd.getState()).toMatchObject({ notifies: true, sounds: true, problem: undefined });
  });

  it('are remembered, but for what the browser has forbidden since', async () => {
    stub('granted');
    await setNotifies(true);
    setSounds(true);
    recallRunEnd();
    expect(useRunEnd.getState()).toMatchObject({ notifies: true, sounds: true });
    stub('denied');
    recallRunEnd();
    expect(useRunEnd.getState()).toMatchObject({ notifies: false, sounds: true });
  });

  it('say so when they are refused', async () => {
    stub('denied');
    await setNotifies(true);
    expect(useRunEnd.getState()).toMatchObject({
      notifies: false,
      problem: expect.stringContaining('not let'),
    });
    await setNotifies(false);
    expect(useRunEnd.getState().problem).toBeUndefined();
  });
});

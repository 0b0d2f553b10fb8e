// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useSlowMotion } from '../../state/slow-motion-store';
import { setSlice } from '../../state/testing/set-slice';
import { renderForTest } from '../shared/render-for-test';
import { PacePanel } from './pace-panel';

const setPace = vi.fn<(stepsPerSecond: number | undefined) => Promise<void>>();
vi.mock('../../state/worker-link', () => ({
  onTrainer: () => {},
  commands: () => ({ trainer: { setPace } }),
}));

beforeEach(() => {
  setPace.mockReset().mockResolvedValue(undefined);
  act(() => setSlice(useSlowMotion, { isOn: false, pace: 20 }));
});

it('holds training back while it is on, to the pace that was set', () => {
  const { element, press } = renderForTest(<PacePanel />);
  const toggle = () => element.querySelector<HTMLInputElement>('input[role=switch]')!;
  const field = () => element.querySelector<HTMLInputElement>('input[inputmode=decimal]');
  expect(field()).toBeNull();
  press(toggle());
  expect(setPace.mock.calls).toEqual([[20]]);
  expect(field()!.value).toBe('20');
  press(toggle());
  expect(setPace.mock.calls).toEqual([[20], [undefined]]);
  expect(field()).toBeNull();
});

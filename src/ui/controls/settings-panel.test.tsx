// @vitest-environment happy-dom
import { act, type ComponentProps } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FIELDS } from '../../core/experiment';
import { ok } from '../../core/fault';
import { PRESETS } from '../../core/presets';
import type { RunStatus } from '../../protocol/events';
import type { RunsApi } from '../../protocol/runs';
import { useExperiment } from '../../state/experiment-store';
import { connectGoOn } from '../../state/go-on';
import { useRun } from '../../state/run-store';
import { renderForTest } from '../shared/render-for-test';
import type { Term } from '../shared/term';
import { SettingsPanel } from './settings-panel';
import { setSlice } from '../../state/testing/set-slice';

// Definitions arrive late, perhaps after the test is over: here words are just words.
vi.mock('../shared/term', () => ({
  Term: ({ of, id, children = of }: ComponentProps<typeof Term>) => <span id={id}>{children}</span>,
}));
vi.mock('../../state/device', () => ({ chooseEngine: vi.fn() }));
const change = vi.fn<RunsApi['change']>();

function setUp(status: RunStatus) {
  act(() => {
    setSlice(useRun, { status });
    setSlice(useExperiment, { experiment: { ...PRESETS.quick.experiment, augment: true } });
  });
  const page = renderForTest(<SettingsPanel />);
  const fields = () => [
    ...page.element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      // The recipes above them are no settings.
      'input:not([type=radio]), select',
    ),
  ];
  const nameOf = (field: HTMLElement): string => {
    // The label of the switch has its description in it.
    if (field.getAttribute('role') === 'switch') return FIELDS.augment.label;
    return document.getElementById(field.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
  };
  return {
    ...page,
    field: (label: string) => fields().find((field) => nameOf(field) === label)!,
    enabled: () =>
      fields()
        .filter((field) => !field.disabled)
        .map(nameOf),
  };
}

beforeEach(() => {
  change.mockReset().mockResolvedValue(ok(undefined));
  connectGoOn({ change, goOn: vi.fn(), open: vi.fn() });
});

describe('SettingsPanel', () => {
  it('has every setting, all of which can be changed while there is no run', () => {
    const labels = Object.values(FIELDS).map(({ label }) => label);
    expect(setUp('ready').enabled().toSorted()).toEqual(labels.toSorted());
  });

  it('locks all but the engine while a run trains, and says why', () => {
    const { enabled, element } = setUp('training');
    expect(enabled()).toEqual(['Engine']);
    expect(element.textContent).toContain('Pause the run to change its learning rate');
  });

  it('changes of a paused run what can be changed on the way', () => {
    const { enabled, element, press, field } = setUp('paused');
    expect(enabled()).toEqual([
      'Learning rate',
      'Dropout',
      'Augmentation',
      'Strength of augmentation',
      'Drawn digits',
      'Rate schedule',
      'Weight decay',
      'Engine',
    ]);
    expect(element.textContent).toContain('it can be changed when the run has ended');
    press(field('Augmentation'));
    expect(change.mock.calls).toEqual([[{ augment: false }]]);
    expect(useExperiment.getState().experiment.augment).toBe(false);
  });

  it('warns of a short patience where the rate falls late', () => {
    const { element } = setUp('ready');
    const show = (changes: object) =>
      act(() => setSlice(useExperiment, ({ experiment }) => ({ experiment: { ...experiment, ...changes } })));
    const warning = 'Under 10, with the cosine schedule';
    expect(element.textContent).not.toContain(warning);
    show({ patience: 9 });
    expect(element.textContent).toContain(warning);
    show({ patience: 10 });
    expect(element.textContent).not.toContain(warning);
    show({ patience: 5, schedule: 'constant' });
    expect(element.textContent).not.toContain(warning);
  });
});

import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ALLOWED_PACES, parsePace } from '../../core/slow-motion';
import { changePace } from '../../state/slow-motion';
import { useSlowMotion } from '../../state/slow-motion-store';
import { Panel } from '../shared/panel';

/** Holds training back to a pace at which it can be watched. */
export function PacePanel() {
  const { isOn, pace } = useSlowMotion();
  const [draft, setDraft] = useState<string>();
  const isRefused = draft !== undefined && parsePace(draft) === undefined;
  return (
    <Panel
      title="Pace"
      hint="For watching a network learn, at any time, also in the middle of a run. It changes nothing of what is learned."
    >
      <Switch
        size="sm"
        label="Slow motion"
        checked={isOn}
        onChange={(event) => changePace({ isOn: event.currentTarget.checked })}
      />
      {isOn && (
        <TextInput
          label="Steps per second"
          inputMode="decimal"
          autoComplete="off"
          value={draft ?? String(pace)}
          error={isRefused && `Must be ${ALLOWED_PACES}. Still using ${pace}.`}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setDraft(text);
            const typed = parsePace(text);
            if (typed !== undefined) changePace({ pace: typed });
          }}
          onBlur={() => {
            if (!isRefused) setDraft(undefined);
          }}
        />
      )}
    </Panel>
  );
}

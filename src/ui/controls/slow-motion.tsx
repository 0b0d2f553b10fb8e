import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ALLOWED_PACES, parsePace } from '../../core/slow-motion';
import { changePace } from '../../state/slow-motion';
import { useSlowMotion } from '../../state/slow-motion-store';

/** Holds training back to a pace at which it can be watched; at any time, also in the middle of a run. */
export function SlowMotion() {
  const { isOn, pace } = useSlowMotion();
  const [draft, setDraft] = useState<string>();
  const isRefused = draft !== undefined && parsePace(draft) === undefined;
  return (
    <>
      <Switch
        label="Slow motion"
        description="Takes so many steps a second and no more, for people to watch. It changes nothing of what is learned."
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
    </>
  );
}

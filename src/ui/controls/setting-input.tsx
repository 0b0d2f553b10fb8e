import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  allowedValues,
  type EngineChoice,
  type Experiment,
  FIELDS,
  formatField,
  parseField,
} from '../../core/experiment';
import { changeExperiment, useExperiment } from '../../state/experiment-store';
import { chooseEngine } from '../../state/machine';

interface SettingInputProps {
  readonly name: keyof Experiment;
  readonly disabled: boolean;
  readonly description?: string;
}

/** One field of the experiment. What is typed takes effect as soon as it is allowed; until then a sentence says what is. */
export function SettingInput({ name, disabled, description }: SettingInputProps) {
  const field = FIELDS[name];
  const value = useExperiment(({ experiment }) => formatField(experiment[name]));
  const [draft, setDraft] = useState<string>();
  const invalid = draft !== undefined && parseField(field, draft) === undefined;

  const change = (text: string) => {
    const parsed = parseField(field, text);
    if (parsed === undefined) return;
    // The one setting that a run in progress can change.
    if (name === 'engine') void chooseEngine(parsed as EngineChoice);
    else changeExperiment({ [name]: parsed });
  };
  const shared = { label: field.label, disabled, ...(description ? { description } : {}) };

  if (field.kind === 'switch') {
    return (
      <Switch
        {...shared}
        checked={value === 'on'}
        onChange={(event) => change(event.currentTarget.checked ? 'on' : 'off')}
      />
    );
  }
  if (field.kind === 'choice') {
    return (
      <NativeSelect
        {...shared}
        data={[...field.choices]}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      value={draft ?? value}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      autoComplete="off"
      error={invalid && `Must be ${allowedValues(field)}. Still using ${value}.`}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        change(event.currentTarget.value.trim());
      }}
      onBlur={() => {
        if (!invalid) setDraft(undefined);
      }}
    />
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import {
  allowedValues,
  type EngineChoice,
  type Experiment,
  FIELDS,
  formatField,
} from '../../core/experiment';
import { readField } from '../../core/read-number';
import { chooseEngine } from '../../state/device';
import { useExperiment } from '../../state/experiment-store';
import { changeSettings } from '../../state/go-on';
import { DataSelect } from './data-select';
import type { GlossaryKey } from '../shared/glossary';
import { Term } from '../shared/term';

/** Augmentation is a switch: see AugmentSwitch. */
export type SettingName = Exclude<keyof Experiment, 'augment'>;

/** What each setting is called in the glossary. */
const TERMS: Readonly<Record<SettingName, GlossaryKey>> = {
  data: 'data set',
  engine: 'engine',
  hidden: 'hidden layer',
  activation: 'activation',
  firstLayer: 'first layer',
  optimizer: 'optimiser',
  learningRate: 'learning rate',
  schedule: 'rate schedule',
  batchSize: 'batch size',
  epochs: 'epoch',
  dropout: 'dropout',
  weightDecay: 'weight decay',
  labelSmoothing: 'label smoothing',
  augmentStrength: 'augmentation strength',
  drawnDigits: 'drawn digits',
  patience: 'patience',
  seed: 'seed',
};

/** So that fields side by side are in line, whether they have a hint or not. */
const BELOW_THE_FIELD = ['label', 'input', 'description', 'error'] as const;

interface SettingInputProps {
  readonly name: SettingName;
  readonly disabled: boolean;
  /** What has to be known of this setting beside what it means. */
  readonly hint?: string | undefined;
}

/** One field of the experiment. What is typed takes effect as soon as it is allowed; until then a sentence says what is. */
export function SettingInput({ name, disabled, hint }: SettingInputProps) {
  const field = FIELDS[name];
  const value = useExperiment(({ experiment }) => formatField(experiment[name]));
  const [draft, setDraft] = useState<string>();
  const termId = useId();
  const invalid = draft !== undefined && readField(field, draft) === undefined;
  // Whoever types "1,000" or "64 32" sees what was understood.
  const understood = draft !== undefined && !invalid && draft.trim() !== value ? `Read as ${value}.` : hint;

  const change = (text: string) => {
    const parsed = readField(field, text);
    if (parsed === undefined) return;
    if (name === 'engine') void chooseEngine(parsed as EngineChoice);
    else void changeSettings({ [name]: parsed });
  };
  const shared = {
    label: (
      <Term of={TERMS[name]} id={termId}>
        {field.label}
      </Term>
    ),
    // A label element must not contain a button other than its own field.
    wrapperProps: { labelElement: 'div' as const },
    'aria-labelledby': termId,
    disabled,
    ...(understood === undefined ? {} : { description: understood }),
    inputWrapperOrder: [...BELOW_THE_FIELD],
  };

  if (field.kind === 'data') return <DataSelect {...shared} value={value} onChange={change} />;
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
      inputMode={field.kind === 'number' ? (field.whole ? 'numeric' : 'decimal') : 'text'}
      autoComplete="off"
      error={invalid && `Must be ${allowedValues(field)}. Still using ${value}.`}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        change(event.currentTarget.value);
      }}
      onBlur={() => {
        if (!invalid) setDraft(undefined);
      }}
    />
  );
}

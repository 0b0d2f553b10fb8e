import { SegmentedControl } from '@mantine/core';

interface ChoiceProps<Value extends string> {
  /** Names the choice for screen readers. */
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side. */
export function Choice<Value extends string>({ label, choices, value, onChange }: ChoiceProps<Value>) {
  return (
    <SegmentedControl aria-label={label} size="xs" data={[...choices]} value={value} onChange={onChange} />
  );
}

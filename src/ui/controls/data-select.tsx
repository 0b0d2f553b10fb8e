import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useEffect } from 'react';
import { MNIST } from '../../core/dataset';
import { openDatasets, useDatasets } from '../../state/datasets';

interface DataSelectProps extends Omit<NativeSelectProps, 'onChange' | 'data'> {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The data sets that can be learned from, by name. One that the address names and that is not here is there all the same. */
export function DataSelect({ value, onChange, ...look }: DataSelectProps) {
  useEffect(() => void openDatasets(), []);
  const records = useDatasets((datasets) => datasets.records);
  const known = [MNIST, ...records.filter(({ kind }) => kind === 'labelled')].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  const data = known.some((choice) => choice.value === value)
    ? known
    : [...known, { value, label: `${value}, not kept here` }];
  return (
    <NativeSelect
      {...look}
      data={data}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

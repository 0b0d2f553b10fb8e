import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedFile } from '../shared/download';
import { SavedCopy } from '../shared/saved-copy';
import type { Lines } from './draw-lines';
import type { ChartedRun } from './run-series';

interface SaveMenuProps {
  readonly runs: readonly ChartedRun[];
  readonly loss: Lines;
  readonly accuracy: Lines;
}

/** Takes the charts away as pictures and what was measured as tables. The code for it is fetched when it is asked for. */
export function SaveMenu({ runs, loss, accuracy }: SaveMenuProps) {
  const [trouble, setTrouble] = useState('');
  const [file, setFile] = useState<SavedFile>();
  const attempt = async (save: () => Promise<SavedFile>): Promise<void> => {
    setTrouble('');
    try {
      setFile(await save());
    } catch (error) {
      console.error('Nothing could be saved of the charts', error);
      const isRefused = error instanceof Error && error.name === 'NoPngError';
      setTrouble(
        isRefused
          ? 'This browser hands out no pictures as PNG. Take the SVG instead.'
          : 'That could not be saved. Please try again.',
      );
    }
  };
  const savePicture = (title: string, lines: Lines, kind: 'png' | 'svg') =>
    attempt(async () => (await import('./save-picture')).savePicture({ title, lines, runs, kind }));
  const saveMetrics = (kind: 'csv' | 'jsonl') =>
    attempt(async () => (await import('./save-metrics')).saveMetrics(runs, kind));
  const isEmpty = runs.every(({ curves }) => Object.values(curves).every(({ length }) => length === 0));

  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={isEmpty}
          >
            Save
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Pictures</Menu.Label>
          <Menu.Item onClick={() => void savePicture('Loss', loss, 'png')}>Loss as PNG</Menu.Item>
          <Menu.Item onClick={() => void savePicture('Loss', loss, 'svg')}>Loss as SVG</Menu.Item>
          <Menu.Item onClick={() => void savePicture('Accuracy', accuracy, 'png')}>Accuracy as PNG</Menu.Item>
          <Menu.Item onClick={() => void savePicture('Accuracy', accuracy, 'svg')}>Accuracy as SVG</Menu.Item>
          <Menu.Label>Everything measured</Menu.Label>
          <Menu.Item onClick={() => void saveMetrics('csv')}>Metrics as CSV</Menu.Item>
          <Menu.Item onClick={() => void saveMetrics('jsonl')}>Metrics as JSON lines</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Text size="sm" role="status">
        {trouble}
      </Text>
      <SavedCopy file={file} />
    </>
  );
}

import { Button, FileButton, Progress, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { openDatasets, takeDataFiles, useDatasets } from '../../state/datasets';
import { Explanation } from '../shared/explanation';
import { SourceLink } from '../shared/source-link';
import { Term } from '../shared/term';
import classes from './datasets.module.css';
import { DatasetCard } from './dataset-card';

/** What is taken; by how a file begins in the end, so that a wrong name does no harm. */
const ACCEPTED = '.gz,.zip,.csv,.tsv,.json,.png,.jpg,.jpeg,.idx,*/*';
const SOURCE = { title: 'Kaggle, Digit Recognizer', href: 'https://www.kaggle.com/c/digit-recognizer' };

/** Brings in data of one's own, and shows what was brought in. */
export function DatasetsPanel() {
  useEffect(() => void openDatasets(), []);
  const { records, fraction, notes, problem } = useDatasets();
  const resetInput = useRef<() => void>(null);
  const take = async (files: File[]): Promise<void> => {
    if (files.length === 0) return;
    await takeDataFiles(files);
    // The same file may be chosen again.
    resetInput.current?.();
  };
  return (
    <div className={classes['panel']} data-testid="datasets" data-value={records.length}>
      <Explanation source={SOURCE}>
        Pictures of 28 by 28 pixels in two to ten classes become a <Term of="data set" /> of your own: IDX
        files, as MNIST and{' '}
        <SourceLink href="https://github.com/zalandoresearch/fashion-mnist">Fashion-MNIST</SourceLink> have
        (choose all four), tables of pixels as CSV, PNG or JPEG pictures whose folders or names say what they
        show, in a zip, and drawings exported under “Your digits”. A part is set apart by a seed for
        validation and for testing. Pictures without labels can be answered by your network. All of it stays
        in this browser.
      </Explanation>
      <div className={classes['row']}>
        <FileButton multiple accept={ACCEPTED} resetRef={resetInput} onChange={(files) => void take(files)}>
          {(props) => (
            <Button
              {...props}
              variant="light"
              leftSection={<IconUpload size={18} aria-hidden />}
              loading={fraction !== undefined}
            >
              Choose files
            </Button>
          )}
        </FileButton>
        {fraction !== undefined && (
          <Progress value={100 * fraction} className={classes['progress']} aria-label="Files read" />
        )}
      </div>
      <div role="status" data-testid="dataset-notes">
        {notes.map((note) => (
          <Text key={note} size="sm" className={classes['soft']}>
            {note}
          </Text>
        ))}
      </div>
      {problem !== undefined && (
        <Text size="sm" role="alert" className={classes['problem']} data-testid="dataset-problem">
          {problem}
        </Text>
      )}
      {records.length > 0 && (
        <ul className={classes['cards']}>
          {records.map((record) => (
            <li key={record.id}>
              <DatasetCard record={record} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

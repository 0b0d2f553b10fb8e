import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { submissionCsv } from '../../formats/submission-csv';
import type { DatasetRecord } from '../../library/dataset-record';
import { answersOf } from '../../state/datasets';
import { useRun } from '../../state/run-store';
import { download, type SavedFile } from '../shared/download';
import { SavedCopy } from '../shared/saved-copy';
import { SteadyButton } from '../shared/steady-button';

const FILE_NAME = 'submission.csv';

/** What the network on screen takes the pictures for, as a file. */
export function AnswersButton({ record }: { readonly record: DatasetRecord }) {
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const [isAsking, setAsking] = useState(false);
  const [file, setFile] = useState<SavedFile>();
  const ask = async (): Promise<void> => {
    setAsking(true);
    const answers = await answersOf(record.id).finally(() => setAsking(false));
    if (!answers.ok) return;
    const { labels, ids } = answers.value;
    setFile(download(submissionCsv(labels, ids), FILE_NAME, 'text/csv'));
  };
  return (
    <>
      <SteadyButton
        size="xs"
        variant="light"
        leftSection={<IconDownload size={16} aria-hidden />}
        unavailable={!hasLearned || isAsking}
        onClick={() => void ask()}
      >
        Save answers as {FILE_NAME}
      </SteadyButton>
      <SavedCopy file={file} />
    </>
  );
}

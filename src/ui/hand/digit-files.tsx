import { Button, FileButton, Text } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { digitsToFile } from '../../state/digit-file';
import { importedWords } from '../../state/imported-words';
import type { KeptDigit } from '../../state/kept-digit';
import { importDigits } from '../../state/your-digits';
import { download, type SavedFile } from '../shared/download';
import { SavedCopy } from '../shared/saved-copy';
import classes from './your-digits.module.css';

const FILE_NAME = 'inkling-digits.json';
/** More than the largest file that would be taken, and less than what makes a tab struggle. */
const MAX_BYTES = 50_000_000;

async function importFile(file: File): Promise<string> {
  if (file.size > MAX_BYTES) return 'This file is too large to hold digits.';
  const imported = await importDigits(await file.text());
  if (!imported.ok) return imported.fault.message;
  return importedWords(imported.value);
}

/** Carries the digits to another browser, or brings others in. */
export function DigitFiles({ digits }: { readonly digits: readonly KeptDigit[] }) {
  const [outcome, setOutcome] = useState('');
  const [file, setFile] = useState<SavedFile>();
  const resetInput = useRef<() => void>(null);
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    setOutcome(await importFile(file));
    // The same file may be chosen again.
    resetInput.current?.();
  };
  return (
    <div className={classes['files']}>
      {digits.length > 0 && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => setFile(download(digitsToFile(digits), FILE_NAME, 'application/json'))}
        >
          Export
        </Button>
      )}
      <FileButton accept="application/json,.json" resetRef={resetInput} onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="subtle" leftSection={<IconUpload size={16} aria-hidden />}>
            Import
          </Button>
        )}
      </FileButton>
      <Text size="sm" role="status" className={classes['outcome']} data-testid="import-outcome">
        {outcome}
      </Text>
      <SavedCopy file={file} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { forgetFiles, takeFiles, useFiles } from '../../state/files';
import { Notice } from '../shared/notice';
import classes from './files.module.css';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Files that are dropped anywhere on the page, or pasted, are taken. Tells whether some are held over it. */
function useFileDrop(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Otherwise the browser opens the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void takeFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) void takeFiles(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);
  return isOver;
}

/** Where files come in, and what came of the last one. */
export function FileDoor() {
  const isOver = useFileDrop();
  const { doing, notes, problem } = useFiles();
  const state =
    doing !== undefined ? 'busy' : problem !== undefined ? 'refused' : notes.length > 0 ? 'taken' : 'none';
  const sentences = problem === undefined ? notes : [problem];
  return (
    <>
      {isOver && (
        <div className={classes['over']} aria-hidden>
          <p>Drop it: a network, an Inkling file, data, your digits, or a photo of digits</p>
        </div>
      )}
      <div className={classes['note']} data-testid="file-note" data-value={state}>
        {state !== 'none' && (
          <Notice
            icon={<IconFile size={20} aria-hidden />}
            title={doing ?? (problem === undefined ? 'It came in' : 'It was not taken')}
            isBad={state === 'refused'}
          >
            {doing === undefined && (
              <>
                {sentences.map((sentence) => (
                  <p key={sentence} className={classes['sentence']}>
                    {sentence}
                  </p>
                ))}
                <Button size="sm" variant="light" onClick={forgetFiles}>
                  Dismiss
                </Button>
              </>
            )}
          </Notice>
        )}
      </div>
    </>
  );
}

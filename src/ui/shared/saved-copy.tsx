import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { TextToTake } from './copy-button';
import classes from './copy-button.module.css';
import { isInForeignFrame, type SavedFile } from './download';

/**
 * What was just saved once more, to be taken by hand: whether a file really arrived the page cannot know. Open at once where it
 * likely did not. file: undefined for nothing yet.
 */
export function SavedCopy({ file }: { readonly file: SavedFile | undefined }) {
  // Another file, another copy.
  return file && <Copy key={file.fileName} file={file} />;
}

function Copy({ file }: { readonly file: SavedFile }) {
  const [isOpen, setOpen] = useState(isInForeignFrame);
  const { content, fileName, type } = file;
  return (
    <details
      className={classes['saved']}
      open={isOpen}
      data-testid="saved-copy"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>No file? Take {fileName} from here</summary>
      {isOpen &&
        (type.startsWith('image/') ? (
          <Picture content={content} fileName={fileName} type={type} />
        ) : (
          typeof content === 'string' && <TextToTake label={fileName} text={content} />
        ))}
    </details>
  );
}

function Picture({ content, fileName, type }: SavedFile) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') setUrl(reader.result);
    });
    reader.readAsDataURL(new Blob([content], { type }));
    return () => reader.abort();
  }, [content, type]);
  return (
    url !== undefined && (
      <>
        <Text size="sm">Press long on the picture, or with the right button, to keep it.</Text>
        <img src={url} alt={fileName} />
      </>
    )
  );
}

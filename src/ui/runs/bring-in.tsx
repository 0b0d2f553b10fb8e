import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';

/** Chooses files with a network; they may as well be dropped anywhere. */
export function BringIn() {
  const forget = useRef<() => void>(null);
  const take = async (files: File[]): Promise<void> => {
    const { takeFiles } = await import('../../state/files');
    await takeFiles(files);
    // The same file may be chosen again.
    forget.current?.();
  };
  return (
    <FileButton multiple resetRef={forget} onChange={(files) => void take(files)}>
      {(props) => (
        <Button
          {...props}
          size="xs"
          variant="subtle"
          leftSection={<IconUpload size={16} aria-hidden />}
          title="An Inkling file, or a network from TensorFlow.js, Keras or ONNX. It can be dropped anywhere, too."
        >
          Bring a network in
        </Button>
      )}
    </FileButton>
  );
}

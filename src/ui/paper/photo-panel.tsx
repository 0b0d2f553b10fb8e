import { Button, FileButton, Text } from '@mantine/core';
import { IconCamera, IconCopy, IconPhoto } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { putPictureAway, selectFound, takePicture, usePaper } from '../../state/paper-store';
import { useYourDigits } from '../../state/your-digits';
import { CopyButton } from '../shared/copy-button';
import { Panel } from '../shared/panel';
import { FoundDigit } from './found-digit';
import classes from './photo-panel.module.css';
import { photoText } from './photo-text';
import { PhotoView } from './photo-view';
import { PhotoWords } from './photo-words';
import { TROUBLES } from './sentences';

/** A photo of digits on paper, and what the network reads on it. */
export function PhotoPanel() {
  const { url, isSearching, trouble, found, prediction, source, kept, selected } = usePaper();
  const own = useYourDigits(({ digits }) => digits);
  const meant = useMemo(() => {
    const labels = new Map(own.map(({ id, label }) => [id, label]));
    return new Map(
      [...kept].flatMap(([place, id]) => (labels.has(id) ? [[place, labels.get(id)!] as const] : [])),
    );
  }, [kept, own]);
  const sure = found?.digits.filter((_, place) => prediction?.uncertainties[place] === undefined).length ?? 0;
  const text = found ? photoText(found, prediction, meant) : '';
  const digit = selected === undefined ? undefined : found?.digits[selected];
  return (
    <Panel
      title="Read a photo"
      about={<PhotoWords />}
      hint="Digits on paper, photographed or scanned. The picture stays on this device."
    >
      <div
        className={classes['room']}
        data-testid="photo-panel"
        data-value={found && prediction ? found.digits.length : ''}
        data-state={isSearching ? 'searching' : (trouble ?? (found ? 'found' : 'none'))}
      >
        <Ways canPutAway={url !== undefined} />
        <Text size="sm" role="status">
          {isSearching && 'Looking for digits …'}
          {found &&
            (found.digits.length === 0
              ? 'No digits were found on this picture.'
              : summary(found.digits.length, sure, source))}
        </Text>
        {trouble !== undefined && (
          <Text size="sm" role="alert" className={classes['trouble']}>
            {TROUBLES[trouble]}
          </Text>
        )}
        {url !== undefined && trouble !== 'unreadable' && (
          <PhotoView
            url={url}
            found={found}
            prediction={prediction}
            meant={meant}
            selected={selected}
            onSelect={selectFound}
          />
        )}
        {digit && selected !== undefined && (
          <FoundDigit
            place={selected}
            pixels={digit.pictures[0]!}
            prediction={prediction}
            meant={meant.get(selected)}
          />
        )}
        {text !== '' && (
          <>
            <pre className={classes['text']} data-testid="photo-text">
              {text}
            </pre>
            <CopyButton
              text={() => text}
              called="The digits, row by row"
              icon={<IconCopy size={16} aria-hidden />}
            >
              Copy as text
            </CopyButton>
          </>
        )}
      </div>
    </Panel>
  );
}

function summary(count: number, sure: number, source: 'own' | 'pretrained' | undefined): string {
  if (source === undefined) return 'Found: as soon as a network is here, it is read.';
  const who = source === 'own' ? 'your network' : 'the pretrained network';
  if (sure === 0) return `Nothing on this picture is surely a digit to ${who}.`;
  return `${count === 1 ? 'One digit' : `${count} things`} found; ${who} is sure of ${sure === count ? 'all' : sure}. Press one to correct it.`;
}

/** The ways for a picture to come here. */
function Ways({ canPutAway }: { readonly canPutAway: boolean }) {
  const forget = useRef<() => void>(null);
  const take = (file: File | null): void => {
    if (!file) return;
    void takePicture(file);
    // The same file may be chosen again.
    forget.current?.();
  };
  return (
    <div className={classes['ways']}>
      <FileButton
        accept="image/*"
        resetRef={forget}
        onChange={take}
        inputProps={{ 'aria-label': 'A picture of digits' }}
      >
        {(props) => (
          <Button {...props} size="sm" leftSection={<IconPhoto size={16} aria-hidden />}>
            Choose a picture
          </Button>
        )}
      </FileButton>
      <FileButton
        accept="image/*"
        capture="environment"
        onChange={take}
        inputProps={{ 'aria-label': 'A new photo' }}
      >
        {(props) => (
          <Button
            {...props}
            size="sm"
            variant="light"
            className={classes['camera'] ?? ''}
            leftSection={<IconCamera size={16} aria-hidden />}
          >
            Take a photo
          </Button>
        )}
      </FileButton>
      <Text size="sm" component="span">
        or drop one anywhere, or paste it.
      </Text>
      {canPutAway && (
        <Button size="sm" variant="subtle" onClick={putPictureAway}>
          Put it away
        </Button>
      )}
    </div>
  );
}

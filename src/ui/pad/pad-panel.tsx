import { Button } from '@mantine/core';
import { IconArrowBackUp, IconEraser } from '@tabler/icons-react';
import { useMemo } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import { DigitPicture } from '../shared/digit-picture';
import { Panel } from '../shared/panel';
import classes from './pad-panel.module.css';
import { PadSurface } from './pad-surface';
import { PadWords } from './pad-words';
import { ProbabilityBars } from './probability-bars';
import { readingOf } from './reading';
import { ReadingView } from './reading-view';
import { usePadStrokes } from './use-pad-strokes';

const BLANK = new Uint8Array(PIXEL_COUNT);

export interface Prediction {
  /** 10 numbers, 0..1, one per digit. */
  readonly probabilities: ArrayLike<number>;
}

interface PadPanelProps {
  /** The network's answer to the picture last given to onDrawing; undefined when it has none. */
  readonly prediction: Prediction | undefined;
  /**
   * Called with each new picture of the drawing, at most once per animation frame: uint8 [784], row-major, 255 = ink;
   * undefined when the pad has become empty. The array is shared with the page: do not transfer or change it.
   */
  readonly onDrawing: (pixels: Uint8Array | undefined) => void;
  /** One sentence on why drawings are not read just now. Drawing goes on all the same. */
  readonly notReadyReason?: string | undefined;
}

/** Draw a digit, see what the network sees of it, and read what the network reads. */
export function PadPanel({ prediction, onDrawing, notReadyReason }: PadPanelProps) {
  const { model, pixels } = usePadStrokes(onDrawing);
  // The answer may come after the pad was wiped: then there is nothing that it is an answer to.
  const probabilities = pixels && notReadyReason === undefined ? prediction?.probabilities : undefined;
  const reading = useMemo(() => readingOf(probabilities), [probabilities]);
  const known = reading.state !== 'none';
  return (
    <Panel
      title="Draw a digit"
      about={<PadWords />}
      actions={
        <>
          <Button
            size="compact-md"
            variant="subtle"
            leftSection={<IconArrowBackUp size={18} />}
            onClick={model.undo}
          >
            Undo
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            leftSection={<IconEraser size={18} />}
            onClick={model.clear}
          >
            Clear
          </Button>
        </>
      }
    >
      <div className={classes['room']}>
        <div className={classes['layout']}>
          <div className={classes['pad']}>
            <PadSurface model={model} empty={pixels === undefined} />
          </div>
          <div className={classes['answer']}>
            <ReadingView
              reading={reading}
              placeholder={notReadyReason ?? 'Draw, and the network reads along.'}
            />
            <figure
              className={classes['input']}
              data-testid="net-input"
              data-value={pixels ? pixels.join(',') : ''}
            >
              <DigitPicture
                pixels={pixels ?? BLANK}
                label={pixels ? 'Your drawing as 28 by 28 pixels' : 'An empty picture of 28 by 28 pixels'}
              />
              <figcaption>What the network sees</figcaption>
            </figure>
          </div>
          <div className={classes['bars']}>
            <ProbabilityBars
              probabilities={known ? probabilities : undefined}
              best={known ? reading.digit : undefined}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}

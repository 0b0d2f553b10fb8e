import { Button } from '@mantine/core';
import { type Icon, IconArrowBackUp, IconArrowForwardUp, IconEraser, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import type { Prediction } from '../../core/uncertainty';
import { DigitPicture } from '../shared/digit-picture';
import { Panel } from '../shared/panel';
import { DigitStrip } from './digit-strip';
import classes from './pad-panel.module.css';
import { PadSurface } from './pad-surface';
import { ProbabilityBars } from './probability-bars';
import { numberPredictionOf } from './prediction';
import { type AnswerSource, PredictionView } from './prediction-view';
import { SecondPrediction } from './second-prediction';
import { type DrawingListener, usePadStrokes } from './use-pad-strokes';
import { usePredictionMeasure } from './use-prediction-measure';

const BLANK = new Uint8Array(PIXEL_COUNT);

interface PadPanelProps {
  /** Hears every change of the drawing, at most once per animation frame. */
  readonly onDrawing: DrawingListener;
  /** The digits on the pad from left to right, each uint8 [784], 255 = ink. */
  readonly pictures: readonly Uint8Array[];
  /** The place of the digit that is looked at. */
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  /** The answer: one row per digit. Undefined when there is none. */
  readonly answer: Prediction | undefined;
  /** Whose answer that is. */
  readonly source: AnswerSource;
  /** What the pretrained network says beside the visitor's own. Undefined when it has nothing to say. */
  readonly secondPrediction: Prediction | undefined;
  /** Whether the visitor's network reads as well: then the second guess takes a step back. */
  readonly hasCaughtUp: boolean;
  /** Said in the reading's place while there is none. */
  readonly placeholder: string;
  /** When the pen made the move that the answer is about, in ms of performance.now(). */
  readonly penMovedAt: number | undefined;
  /** What the panel says of itself, for those who ask. */
  readonly about: ReactNode;
  /** What stands below the reading. */
  readonly belowPrediction: ReactNode;
}

/** Draw a digit or a number, see what the networks see of it, and read what they read. */
export function PadPanel(props: PadPanelProps) {
  const { pictures, selected, onSelect, answer, source, secondPrediction, placeholder } = props;
  const model = usePadStrokes(props.onDrawing);
  const [erasing, setErasing] = useState(false);
  const toggleEraser = () => {
    model.choose(erasing ? 'pen' : 'eraser');
    setErasing(!erasing);
  };
  const reading = useMemo(() => numberPredictionOf(answer), [answer]);
  usePredictionMeasure(reading, props.penMovedAt);
  const known = reading.digits[selected];
  const best = known && known.state !== 'none' ? known.digit : undefined;
  const row =
    best === undefined
      ? undefined
      : answer?.probabilities.subarray(selected * CLASS_COUNT, (selected + 1) * CLASS_COUNT);
  const pixels = pictures[selected];
  return (
    <Panel
      title="Draw a digit"
      about={props.about}
      actions={
        <>
          <Action icon={IconArrowBackUp} onClick={model.undo} name="Undo" />
          <Action icon={IconArrowForwardUp} onClick={model.redo} name="Redo" />
          <Action icon={IconEraser} onClick={toggleEraser} pressed={erasing} name="Eraser" />
          <Action icon={IconTrash} onClick={model.clear} name="Clear" showName />
        </>
      }
    >
      <div className={classes['room']}>
        <div className={classes['layout']}>
          <div className={classes['pad']}>
            <PadSurface model={model} empty={pixels === undefined} erasing={erasing} />
          </div>
          <div className={classes['answer']}>
            <div className={classes['predicted']}>
              <PredictionView reading={reading} source={source} placeholder={placeholder} />
              <SecondPrediction
                guess={secondPrediction}
                answer={reading}
                source={source}
                hasCaughtUp={props.hasCaughtUp}
              />
            </div>
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
          {pictures.length > 1 && (
            <div className={classes['strip']}>
              <DigitStrip
                pictures={pictures}
                readings={reading.digits}
                selected={selected}
                onSelect={onSelect}
              />
            </div>
          )}
          <div className={classes['below']}>{props.belowPrediction}</div>
          <div className={classes['bars']}>
            <ProbabilityBars probabilities={row} best={best} />
          </div>
        </div>
      </div>
    </Panel>
  );
}

interface ActionProps {
  readonly icon: Icon;
  readonly onClick: () => void;
  readonly name: string;
  /** Whether the name stands beside the icon: there is room for one. */
  readonly showName?: boolean;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
}

function Action({ icon: Icon, onClick, name, showName = false, pressed }: ActionProps) {
  const icon = <Icon size={18} aria-hidden />;
  return (
    <Button
      size="compact-md"
      variant={pressed ? 'light' : 'subtle'}
      leftSection={showName && icon}
      aria-label={name}
      title={showName ? undefined : name}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {showName ? name : icon}
    </Button>
  );
}

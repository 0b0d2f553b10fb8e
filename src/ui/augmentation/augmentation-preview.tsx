import { Button, Slider, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { variantOf } from '../../core/augment';
import { FIELDS } from '../../core/experiment';
import { Caption } from '../shared/caption';
import { DigitPicture } from '../shared/digit-picture';
import { Explanation } from '../shared/explanation';
import classes from './augmentation-preview.module.css';

const EPOCHS = Array.from({ length: 12 }, (_, epoch) => epoch);
const STEP = 0.1;
const MARKS = [0, 0.5, 1, 1.5, 2].map((value) => ({ value, label: String(value) }));
const SIMARD = {
  title: 'Simard, Steinkraus and Platt (2003)',
  href: 'https://doi.org/10.1109/ICDAR.2003.1227801',
};

interface TrainingDigit {
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** 0..9. */
  readonly label: number;
  /** Its place in the training set. */
  readonly index: number;
}

interface AugmentationPreviewProps {
  readonly digit: TrainingDigit;
  readonly seed: number;
  readonly strength: number;
  /** What has to be said about the settings as they are; "" for nothing. */
  readonly note: string;
  /** Whether the strength cannot be changed now. */
  readonly disabled: boolean;
  readonly onStrength: (strength: number) => void;
  readonly onAnother: () => void;
}

/** One digit, and what the network gets in its stead in the first twelve epochs of a run. */
export function AugmentationPreview(props: AugmentationPreviewProps) {
  const { digit, seed, strength, note, disabled, onStrength, onAnother } = props;
  // While the thumb is held; the experiment, and with it the address, changes when it is let go.
  const [held, setHeld] = useState<number>();
  const shown = held ?? strength;
  const variants = useMemo(
    () => EPOCHS.map((epoch) => variantOf(digit.pixels, seed, epoch, digit.index, shown)),
    [digit, seed, shown],
  );
  const isUnchanged = (pixels: Uint8Array) => pixels.every((value, i) => value === digit.pixels[i]);
  return (
    <div className={classes['preview']}>
      <Explanation source={SIMARD}>
        Nobody writes a digit twice alike, so the network should not see one twice alike either. In every
        epoch each training digit is turned, stretched, slanted, shifted, bent and drawn with a thicker or
        thinner pen, a little and at random. About one in five stays as it is.
      </Explanation>
      <div className={classes['layout']}>
        <div className={classes['side']}>
          <div>
            <DigitPicture pixels={digit.pixels} label={`a handwritten ${digit.label}, as it is`} />
            <Caption size="xs">the digit</Caption>
          </div>
          <Button
            variant="light"
            px="sm"
            leftSection={<IconRefresh size={18} aria-hidden />}
            className={classes['another']}
            onClick={onAnother}
          >
            Another digit
          </Button>
        </div>
        <ul className={classes['variants']} aria-label="Its variants">
          {variants.map((pixels, epoch) => (
            <li key={EPOCHS[epoch]}>
              <DigitPicture
                pixels={pixels}
                label={`the ${digit.label} in epoch ${epoch + 1}${isUnchanged(pixels) ? ', as it is' : ''}`}
              />
              <Caption size="xs">{isUnchanged(pixels) ? 'as it is' : `epoch ${epoch + 1}`}</Caption>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes['strength']}>
        <Text size="sm" component="span" id="augment-strength-label">
          {FIELDS.augmentStrength.label}
        </Text>
        <Slider
          min={0}
          max={2}
          step={STEP}
          marks={MARKS}
          value={shown}
          label={(value) => value.toFixed(1)}
          classNames={{ markLabel: classes['mark'] ?? '' }}
          thumbProps={{ 'aria-labelledby': 'augment-strength-label' }}
          disabled={disabled}
          onChange={setHeld}
          onChangeEnd={(value) => {
            setHeld(undefined);
            onStrength(value);
          }}
        />
      </div>
      {note !== '' && (
        <Text size="sm" className={classes['note']}>
          {note}
        </Text>
      )}
    </div>
  );
}

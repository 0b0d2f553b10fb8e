import { VisuallyHidden } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { InkCanvas } from './ink-canvas';
import type { PadModel } from './pad-model';
import classes from './pad-surface.module.css';
import { useKeyboardDrawing } from './use-keyboard-drawing';
import { usePointerDrawing } from './use-pointer-drawing';

interface PadSurfaceProps {
  readonly model: PadModel;
  /** Whether nothing is drawn: shows the guide. */
  readonly empty: boolean;
}

/** The square to draw on, for mouse, finger, pen and keyboard. */
export function PadSurface({ model, empty }: PadSurfaceProps) {
  const keysId = useId();
  const pointer = usePointerDrawing(model);
  const keyboard = useKeyboardDrawing(model);
  const { cursor } = keyboard;
  // Browsers show the focus ring for focus set by script; to a visitor with a pen it says nothing.
  const [focusedByPointer, setFocusedByPointer] = useState(false);

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is interactive */}
      <div
        data-testid="pad"
        className={classes['surface']}
        role="application"
        aria-roledescription="drawing pad"
        aria-label="Drawing pad"
        aria-describedby={keysId}
        data-focused-by={focusedByPointer ? 'pointer' : 'keys'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a drawing pad is interactive
        tabIndex={0}
        {...pointer}
        onPointerDown={(event) => {
          keyboard.hide();
          setFocusedByPointer(true);
          pointer.onPointerDown(event);
        }}
        onKeyDown={(event) => {
          setFocusedByPointer(false);
          keyboard.onKeyDown(event);
        }}
        onBlur={() => {
          setFocusedByPointer(false);
          keyboard.hide();
        }}
        onContextMenu={(event) => {
          // A long press of a finger is a slow stroke, not a menu.
          if (model.isDrawing()) event.preventDefault();
        }}
      >
        <InkCanvas model={model} />
        {empty && !cursor && (
          <span className={classes['guide']} aria-hidden>
            <IconPencil size={28} stroke={1.4} />
            Draw a digit here, or a whole number
          </span>
        )}
        {cursor && (
          <span
            className={classes['cursor']}
            data-pen={cursor.penDown ? 'down' : 'up'}
            style={{ left: `${cursor.x * 100}%`, top: `${cursor.y * 100}%` }}
            aria-hidden
          />
        )}
        <p id={keysId} className={classes['keys']}>
          Arrow keys move, Space lowers and lifts the pen, Delete clears.
        </p>
      </div>
      <VisuallyHidden role="status">{cursor && (cursor.penDown ? 'Pen down' : 'Pen up')}</VisuallyHidden>
    </>
  );
}

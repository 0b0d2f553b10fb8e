import { VisuallyHidden } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { InkCanvas } from './ink-canvas';
import type { PadModel } from './pad-model';
import classes from './pad-surface.module.css';
import { useKeyboardDrawing } from './use-keyboard-drawing';
import { usePointerDrawing } from './use-pointer-drawing';

interface PadSurfaceProps {
  readonly model: PadModel;
  /** Whether nothing is drawn: shows the guide. */
  readonly empty: boolean;
  /** Whether the eraser is in hand. */
  readonly erasing?: boolean;
}

/** The square to draw on, for mouse, finger, pen and keyboard. */
export function PadSurface({ model, empty, erasing = false }: PadSurfaceProps) {
  const keysId = useId();
  const pointer = usePointerDrawing(model);
  // Who has drawn with a mouse scrolls by key as ever: keys draw, and their ring and hint show, only where focus came by key.
  // Not :focus-visible, which some browsers grant to focus set by script as well.
  const [focusedByPointer, setFocusedByPointer] = useState(false);
  const keyboard = useKeyboardDrawing(model, !focusedByPointer);
  const { cursor } = keyboard;
  const lastPointerType = useRef('');

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
        data-tool={erasing ? 'eraser' : 'pen'}
        data-focused-by={focusedByPointer ? 'pointer' : 'keys'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a drawing pad is interactive
        tabIndex={0}
        {...pointer}
        onPointerDown={(event) => {
          keyboard.hide();
          setFocusedByPointer(true);
          lastPointerType.current = event.pointerType;
          pointer.onPointerDown(event);
        }}
        onKeyDown={keyboard.onKeyDown}
        onBlur={({ currentTarget }) => {
          // When only the window has lost focus, it comes back to the pad as it was.
          if (document.activeElement !== currentTarget) setFocusedByPointer(false);
          keyboard.hide();
        }}
        onMouseDown={(event) => {
          // No selection begins here, nor is one dragged off.
          if (event.button === 0) event.preventDefault();
        }}
        onContextMenu={(event) => {
          // A long press of a finger or a pen is a slow stroke, not a menu; a mouse has a button for it.
          const isByHand = ['touch', 'pen'].includes(lastPointerType.current);
          if (isByHand || model.isDrawing()) event.preventDefault();
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
      <VisuallyHidden role="status">
        {cursor && `${erasing ? 'Eraser' : 'Pen'} ${cursor.penDown ? 'down' : 'up'}`}
      </VisuallyHidden>
    </>
  );
}

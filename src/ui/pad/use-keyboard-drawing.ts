import { type KeyboardEvent, useState } from 'react';
import type { PadModel } from './pad-model';

/** How far an arrow key moves the cursor, as a share of the pad's side; with Shift held, the smaller one. */
const STEP = 0.05;
const SMALL_STEP = 0.0125;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyboardCursor {
  /** Pad units, 0..1. */
  readonly x: number;
  readonly y: number;
  readonly penDown: boolean;
}

export interface KeyboardDrawing {
  /** Undefined until a key has moved it or put the pen down, and again once a pointer draws. */
  readonly cursor: KeyboardCursor | undefined;
  readonly hide: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const START: KeyboardCursor = { x: 0.5, y: 0.5, penDown: false };

/**
 * The letter that a key means, in lower case: the one that is printed on it, which is elsewhere on an AZERTY or a Dvorak keyboard;
 * where that is of another script, the one in its place on a Latin keyboard. "" for keys that are no letters.
 */
const letterOf = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string =>
  (/^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? '')).toLowerCase();

/** Ctrl or Cmd with Z undoes; with Shift and Z, or with Y, it does again. */
function historyStep(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const letter = letterOf(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !event.shiftKey ? 'redo' : undefined;
}

const within = (value: number) => Math.min(1, Math.max(0, value));

/**
 * Drawing without a pointer: arrows move a cursor, Space lowers and lifts the pen; undo, redo and clear keys as well. Not
 * `active`: only undo and redo, all other keys are the page's, to scroll as ever.
 */
export function useKeyboardDrawing(model: PadModel, active: boolean): KeyboardDrawing {
  const [cursor, setCursor] = useState<KeyboardCursor>();

  const move = (direction: readonly [number, number], step: number) => {
    const from = cursor ?? START;
    const to = { ...from, x: within(from.x + direction[0] * step), y: within(from.y + direction[1] * step) };
    if (to.penDown) model.extend([to]);
    setCursor(to);
  };
  const togglePen = () => {
    const at = cursor ?? START;
    if (at.penDown) model.end();
    else model.begin({ x: at.x, y: at.y });
    setCursor({ ...at, penDown: !at.penDown });
  };
  const liftPen = () => {
    if (cursor?.penDown) setCursor({ ...cursor, penDown: false });
  };
  const act = (event: KeyboardEvent): boolean => {
    const arrow = ARROWS[event.key];
    const step = historyStep(event);
    if (step) {
      liftPen();
      model[step]();
      return true;
    }
    if (!active || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (arrow) move(arrow, event.shiftKey ? SMALL_STEP : STEP);
    else if (event.key === ' ' && !event.repeat) togglePen();
    else if (['Delete', 'Backspace', 'Escape'].includes(event.key)) {
      liftPen();
      model.clear();
    } else return event.key === ' ';
    return true;
  };

  return {
    cursor,
    hide() {
      if (cursor?.penDown) model.end();
      setCursor(undefined);
    },
    onKeyDown(event) {
      if (act(event)) event.preventDefault();
    },
  };
}

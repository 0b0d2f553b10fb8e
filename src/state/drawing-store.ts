/**
 * What is on the pad and how the current network reads it. Only one question is with the worker at a time; while it is being
 * answered, newer drawings replace each other, so the answer shown is never far behind the pen.
 */
import { create } from 'zustand';
import type { Reading } from '../protocol/commands';

interface DrawingState {
  /** uint8 [784], 255 = ink: what the network sees. Undefined for an empty pad. */
  readonly pixels: Uint8Array | undefined;
  readonly reading: Reading | undefined;
}

export const useDrawing = create<DrawingState>()(() => ({ pixels: undefined, reading: undefined }));

type Predict = (pixels: Uint8Array) => Promise<Reading | undefined>;
let predict: Predict = () => Promise.resolve(undefined);
let asking = false;
let askAgain = false;

/** Names who answers; a new worker replaces the old one, whose pending answer will never come. */
export function connectReader(reader: Predict): void {
  predict = reader;
  asking = false;
  askAgain = false;
}

export function setDrawing(pixels: Uint8Array | undefined): void {
  useDrawing.setState(pixels ? { pixels } : { pixels: undefined, reading: undefined });
  readAgain();
}

/** Asks the network once more: the drawing or the network has changed. */
export function readAgain(): void {
  const { pixels } = useDrawing.getState();
  if (!pixels) return;
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  const reader = predict;
  void reader(pixels).then((reading) => {
    if (reader !== predict) return;
    asking = false;
    if (useDrawing.getState().pixels) useDrawing.setState({ reading });
    if (!askAgain) return;
    askAgain = false;
    readAgain();
  });
}

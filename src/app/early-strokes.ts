/**
 * Hands what was drawn on the pad of index.html (start/watch.js), before this page's own was here, to the real one: as the
 * pen's own events, so that the pad need not know. A stroke that is still being drawn goes on.
 */

interface EarlyStroke {
  readonly id: number;
  readonly kind: string;
  /** Whether the pen is still down. */
  readonly isOpen: boolean;
  /** In 0..1 of the pad's width and height. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly pressure: number }[];
}

declare global {
  interface Window {
    inklingStrokes?: readonly EarlyStroke[];
  }
}

/** pad: the element that hears the pen, in its place. Done once: a second call finds nothing. */
export function replayEarlyStrokes(pad: Element): void {
  const strokes = window.inklingStrokes ?? [];
  delete window.inklingStrokes;
  const { left, top, width, height } = pad.getBoundingClientRect();
  for (const { id, kind, isOpen, points } of strokes) {
    const send = (type: string, { x, y, pressure }: EarlyStroke['points'][number]): boolean =>
      pad.dispatchEvent(
        new PointerEvent(type, {
          pointerId: id,
          pointerType: kind,
          isPrimary: true,
          buttons: 1,
          bubbles: true,
          cancelable: true,
          clientX: left + x * width,
          clientY: top + y * height,
          pressure,
        }),
      );
    for (const [index, point] of points.entries()) send(index === 0 ? 'pointerdown' : 'pointermove', point);
    if (!isOpen) send('pointerup', points.at(-1)!);
  }
}

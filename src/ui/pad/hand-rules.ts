/**
 * What the hands on the pad mean to draw: events of mice, pens and fingers in, strokes and take-backs out. Knows no DOM.
 *
 * - One pointer draws at a time, with its first button, pen tip or finger. A pen's barrel button, its eraser, other mouse
 *   buttons, Ctrl and click, and a pen that hovers draw nothing.
 * - Two fingers never draw: they zoom and scroll the page. When a second one comes, wherever on the page, the first one's
 *   stroke is taken back, or ended where it is plainly a digit's already. No finger draws until all are lifted.
 * - A pen outranks touch, for the hand that holds it rests on the glass. When a pen appears, the touch that is under way is
 *   taken back, and so is the dot of a hand that has just tapped. Touches beside a pen, or soon after, draw nothing.
 * - From then on a touch is held back until it is plainly drawn (finger-or-palm.ts); then its stroke appears from its
 *   start. After several such strokes, and no pen for a while, fingers draw at once again.
 * - A stroke whose end was never reported ends when the next pointer comes down, or when its own is seen to hover.
 * - A pointer that the pad lost may have been lifted unheard, so it stands in no other's way; if it is seen again, still
 *   down, it draws on.
 */
import type { StrokePoint } from '../../core/strokes';
import { follow, isDigitLine, isPalm, isPlainlyDrawn, isTap, type Trace } from './finger-or-palm';

/** A hand stays on the glass for this long after its pen was last seen. */
const PEN_MEMORY_MS = 1000;
/** So many plain strokes of fingers, and no pen for so long: the pen was put away. */
const PLAIN_STROKES = 3;
const PEN_AWAY_MS = 10_000;
/** A hand that tapped so shortly before its pen was seen did not draw. */
const TAP_BEFORE_PEN_MS = 500;
/**
 * A stroke of which nothing was heard for so long may have ended unheard. A touch waits longer: it may be the hand of a pen
 * that rests on its point.
 */
const SILENCE_MS = 1000;
const SILENCE_FOR_TOUCH_MS = 5000;

const TIP = 1;

export interface HandEvent {
  /**
   * `move`: also of a pen that only hovers. `elsewhere`: down on the page, beside the pad. `lost`: still down, but the pad
   * hears no more of it.
   */
  readonly what: 'down' | 'elsewhere' | 'move' | 'up' | 'lost' | 'cancel';
  readonly id: number;
  /** PointerEvent.pointerType; what is neither touch nor pen is taken for a mouse. */
  readonly kind: string;
  /** Whether no other pointer of its kind was down when this one came. */
  readonly isPrimary: boolean;
  /** PointerEvent.buttons: the bits of what is pressed, 1 being the tip, the finger or the first button. */
  readonly buttons: number;
  readonly ctrlKey: boolean;
  /** 0..1 */
  readonly pressure: number;
  /** The larger side of the contact in CSS pixels; 0, 1 or NaN where the screen cannot tell. */
  readonly sizePx: number;
  /** Milliseconds; may stand still or jump. */
  readonly atMs: number;
  /** New points in shares of the pad; `down` has one. */
  readonly points: readonly StrokePoint[];
}

export type HandAction =
  | { readonly do: 'begin' | 'extend'; readonly points: readonly StrokePoint[]; readonly kind: string }
  | { readonly do: 'end' }
  /** The stroke in progress was not meant. */
  | { readonly do: 'take-back' }
  /** Nor was the one that ended last. */
  | { readonly do: 'take-back-last' };

export interface HandRules {
  readonly hear: (event: HandEvent) => readonly HandAction[];
  /** Whether this pointer draws, or may turn out to have drawn. */
  readonly follows: (id: number) => boolean;
  /** Whether a pen is at the pad or was a moment ago, by the last event heard. */
  readonly isPenNear: () => boolean;
}

interface Current {
  readonly id: number;
  readonly kind: string;
  /** Whether its moves will say when it is lifted. */
  readonly tellsButtons: boolean;
  trace: Trace;
  heardMs: number;
  /** What a touch in doubt would have drawn. Undefined once its stroke is on the pad. */
  held: StrokePoint[] | undefined;
}

const isHovering = ({ buttons, pressure }: HandEvent): boolean =>
  (buttons & TIP) === 0 && (buttons !== 0 || pressure === 0);

const isTip = ({ kind, buttons, ctrlKey }: HandEvent): boolean =>
  (buttons & ~TIP) === 0 && !(kind === 'mouse' && ctrlKey);

export function createHandRules(): HandRules {
  let current: Current | undefined;
  /** The pointer whose stroke ended because the pad lost it. */
  let lost: number | undefined;
  const fingers = new Set<number>();
  let nowMs = 0;
  let lastStampMs: number | undefined;
  let penSeenMs = -Infinity;
  let plainStrokes = 0;
  let inDoubt = false;
  /** When the last stroke ended, if it was a finger's and no more than a tap. */
  let tappedMs = -Infinity;

  /** Clocks that jump back stand still instead. */
  const tick = (stampMs: number): void => {
    nowMs += Math.max(0, stampMs - (lastStampMs ?? stampMs));
    lastStampMs = stampMs;
  };
  const isPenNear = (): boolean => current?.kind === 'pen' || nowMs - penSeenMs < PEN_MEMORY_MS;
  const isOnPad = (): boolean => current !== undefined && current.held === undefined;

  const end = (): HandAction[] => {
    const ended = current;
    current = undefined;
    if (!ended || ended.held) return [];
    const isTouch = ended.kind === 'touch';
    tappedMs = isTouch && isTap(ended.trace) ? nowMs : -Infinity;
    if (isTouch && inDoubt) plainStrokes++;
    return [{ do: 'end' }];
  };
  const takeBack = (): HandAction[] => {
    const wasOnPad = isOnPad();
    current = undefined;
    return wasOnPad ? [{ do: 'take-back' }] : [];
  };

  const seePen = (): HandAction[] => {
    const actions: HandAction[] = [];
    if (current?.kind === 'touch') actions.push(...takeBack());
    if (nowMs - tappedMs < TAP_BEFORE_PEN_MS) actions.push({ do: 'take-back-last' });
    tappedMs = -Infinity;
    penSeenMs = nowMs;
    plainStrokes = 0;
    inDoubt = true;
    return actions;
  };

  const begin = (event: HandEvent): HandAction[] => {
    const { id, kind, points, sizePx, buttons } = event;
    const trace = follow(undefined, points, sizePx, nowMs);
    // Screens differ in what they say of a finger's buttons, but one that moves is down.
    const tellsButtons = kind !== 'touch' && buttons !== 0;
    if (kind === 'touch' && inDoubt && plainStrokes >= PLAIN_STROKES && nowMs - penSeenMs >= PEN_AWAY_MS) {
      inDoubt = false;
    }
    const held = kind === 'touch' && inDoubt ? [...points] : undefined;
    current = { id, kind, tellsButtons, trace, heardMs: nowMs, held };
    lost = undefined;
    tappedMs = -Infinity;
    return held ? [] : [{ do: 'begin', points, kind }];
  };

  /** A finger has come down, on the pad or beside it. */
  const addFinger = ({ id, isPrimary }: HandEvent): HandAction[] => {
    const stale = isPrimary && current?.kind === 'touch' ? end() : [];
    if (isPrimary) fingers.clear();
    fingers.add(id);
    if (fingers.size < 2 || current?.kind !== 'touch') return stale;
    return isOnPad() && isDigitLine(current.trace, nowMs) ? end() : takeBack();
  };

  const down = (event: HandEvent): HandAction[] => {
    const { id, kind, isPrimary, sizePx } = event;
    const actions: HandAction[] = [];
    if (kind === 'pen') actions.push(...seePen());
    if (kind === 'touch') actions.push(...addFinger(event));
    if (current) {
      const isSameHand = current.kind === kind && (isPrimary || current.id === id);
      const silenceMs = kind === 'touch' ? SILENCE_FOR_TOUCH_MS : SILENCE_MS;
      if (isSameHand || nowMs - current.heardMs >= silenceMs) actions.push(...end());
    }
    const draws =
      !current &&
      event.what === 'down' &&
      isTip(event) &&
      (kind !== 'touch' || (fingers.size === 1 && !isPenNear() && !isPalm(follow(undefined, [], sizePx, 0))));
    return draws ? [...actions, ...begin(event)] : actions;
  };

  const move = (event: HandEvent): HandAction[] => {
    const { id, kind, points, sizePx } = event;
    const actions = kind === 'pen' ? seePen() : [];
    if (!current && id === lost && points.length > 0) {
      lost = undefined;
      if (kind === 'touch') fingers.add(id);
      const isDown = isTip(event) && (kind === 'touch' ? fingers.size === 1 : !isHovering(event));
      return isDown ? [...actions, ...begin(event)] : actions;
    }
    if (current?.id !== id) return actions;
    if (current.tellsButtons && isHovering(event)) return [...actions, ...end()];
    current.heardMs = nowMs;
    current.trace = follow(current.trace, points, sizePx, nowMs);
    if (kind === 'touch' && isPalm(current.trace) && !isDigitLine(current.trace, nowMs)) return takeBack();
    const { held } = current;
    if (!held) return points.length > 0 ? [...actions, { do: 'extend', points, kind }] : actions;
    held.push(...points);
    if (!isPlainlyDrawn(current.trace, nowMs)) return actions;
    current.held = undefined;
    return [...actions, { do: 'begin', points: held, kind }];
  };

  return {
    hear(event) {
      tick(event.atMs);
      const { what, id, kind } = event;
      if (what === 'down' || what === 'elsewhere') return down(event);
      if (what === 'move') return move(event);
      fingers.delete(id);
      if (id === lost) lost = undefined;
      const actions = kind === 'pen' ? seePen() : [];
      if (current?.id !== id) return actions;
      if (what === 'lost') lost = id;
      return [...actions, ...(what === 'cancel' ? takeBack() : end())];
    },
    follows: (id) => current?.id === id || lost === id,
    isPenNear,
  };
}

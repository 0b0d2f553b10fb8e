/**
 * Which of the fingers, pens and mice on the pad is the one that draws. One at a time: a second finger must not join its
 * own line to the first one's. A pen outranks touch, because the hand that holds it rests on the glass; that hand often
 * lands first, so a pen also ends a touch that has begun to draw.
 */

/** What the rules need of a PointerEvent. */
export interface PointerLike {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly button: number;
  /** Size of the contact in CSS pixels; 1 where the device cannot tell. */
  readonly width: number;
  readonly height: number;
  readonly timeStamp: number;
}

/** `take`: this pointer draws from here. `take-over`: likewise, and the stroke in progress was a slip of the hand. */
export type PointerVerdict = 'take' | 'take-over' | 'ignore';

/** A hand stays on the glass for this long after its pen was last seen. */
const PEN_MEMORY_MS = 1000;
/** Contacts larger than this, in CSS pixels, are no fingertips. */
const PALM_SIZE = 90;

export interface PenRules {
  readonly down: (pointer: PointerLike) => PointerVerdict;
  /** Whether this pointer is the one that draws. Call for every move: a hovering pen counts as seen. */
  readonly draws: (pointer: PointerLike) => boolean;
  readonly up: (pointer: PointerLike) => void;
}

export function createPenRules(): PenRules {
  let active: PointerLike | undefined;
  let penSeenMs = -Infinity;
  const notePen = (pointer: PointerLike) => {
    if (pointer.pointerType === 'pen') penSeenMs = pointer.timeStamp;
  };
  const isHand = ({ pointerType, width, height, timeStamp }: PointerLike) =>
    pointerType === 'touch' && (Math.max(width, height) > PALM_SIZE || timeStamp - penSeenMs < PEN_MEMORY_MS);

  return {
    down(pointer) {
      notePen(pointer);
      if (pointer.button !== 0 || isHand(pointer)) return 'ignore';
      const previous = active;
      const takesOver = pointer.pointerType === 'pen' && previous?.pointerType === 'touch';
      if (previous && !takesOver) return 'ignore';
      active = pointer;
      return takesOver ? 'take-over' : 'take';
    },
    draws(pointer) {
      notePen(pointer);
      return active?.pointerId === pointer.pointerId;
    },
    up(pointer) {
      notePen(pointer);
      if (active?.pointerId === pointer.pointerId) active = undefined;
    },
  };
}

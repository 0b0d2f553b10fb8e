import { describe, expect, it } from 'vitest';
import { createHandRules, type HandEvent } from './hand-rules';

type Step = Partial<HandEvent> & Pick<HandEvent, 'what' | 'atMs'>;

/** What is on the pad after these events: the x of every stroke's points. '|' marks a stroke still in progress. */
function draw(...steps: readonly (Step | readonly Step[])[]): string[] {
  const rules = createHandRules();
  const strokes: number[][] = [];
  let isDrawing = false;
  for (const step of steps.flat()) {
    const isDown = step.what === 'down' || step.what === 'move';
    const event: HandEvent = {
      id: 1,
      kind: 'mouse',
      isPrimary: true,
      buttons: isDown ? 1 : 0,
      ctrlKey: false,
      pressure: isDown ? 0.5 : 0,
      sizePx: 1,
      points: [],
      ...step,
    };
    for (const action of rules.hear(event)) {
      if (action.do === 'begin') {
        expect(isDrawing).toBe(false);
        strokes.push(action.points.map(({ x }) => x));
        isDrawing = true;
      } else if (action.do === 'extend') {
        expect(isDrawing).toBe(true);
        strokes.at(-1)!.push(...action.points.map(({ x }) => x));
      } else {
        expect(isDrawing).toBe(action.do !== 'take-back-last');
        if (action.do !== 'end') strokes.pop();
        isDrawing = false;
      }
    }
  }
  return strokes.map((stroke, i) => stroke.join(' ') + (isDrawing && i === strokes.length - 1 ? '|' : ''));
}

const p = (x: number, y = 0.5) => [{ x, y }];

/** A whole stroke from 0.1, its steps 10 ms and 0.1 of the pad apart. */
const stroke = (who: Partial<HandEvent>, atMs: number, steps = 3, stepMs = 10, stepX = 0.1): Step[] => {
  const at = (i: number) => p(Number((0.1 + stepX * i).toFixed(3)));
  return [
    { what: 'down', atMs, points: at(0), ...who },
    ...Array.from({ length: steps }, (_, i) => ({
      what: 'move' as const,
      atMs: atMs + stepMs * (i + 1),
      points: at(i + 1),
      ...who,
    })),
    { what: 'up', atMs: atMs + stepMs * (steps + 1), ...who, buttons: 0 },
  ];
};
const FULL = '0.1 0.2 0.3 0.4';
const MOUSE = { id: 1, kind: 'mouse' };
const PEN = { id: 2, kind: 'pen' };
/** A fingertip on an Android tablet; a phone that tells no size; the side of a hand. */
const FINGER = { id: 10, kind: 'touch', sizePx: 24 };
const PLAIN_TOUCH = { id: 10, kind: 'touch', sizePx: 1 };
const PALM = { id: 10, kind: 'touch', sizePx: 60 };
const SECOND = { id: 11, kind: 'touch', sizePx: 24, isPrimary: false };
const HOVER: Step = { what: 'move', ...PEN, atMs: 0, buttons: 0, pressure: 0, points: p(0.9) };

describe('one hand', () => {
  it.each([
    ['mouse', MOUSE],
    ['pen', PEN],
    ['pen without pressure', { ...PEN, pressure: 0, buttons: 1 }],
    ['finger', FINGER],
    ['finger of no size', { ...FINGER, sizePx: 0 }],
    ['finger of undefined size', { ...FINGER, sizePx: Number.NaN }],
    ['finger that tells no buttons', { ...FINGER, buttons: 0, pressure: 0 }],
    ['mouse made by a script', { ...MOUSE, buttons: 0, pressure: 0, isPrimary: false }],
  ])('draws: %s', (_name, who) => {
    expect(draw(stroke(who, 1000), stroke(who, 2000))).toEqual([FULL, FULL]);
  });

  it.each([
    ['right button', { ...MOUSE, buttons: 2 }],
    ['middle button', { ...MOUSE, buttons: 4 }],
    ['Ctrl and click', { ...MOUSE, ctrlKey: true }],
    ["pen's barrel button", { ...PEN, buttons: 2 }],
    ['barrel button and tip', { ...PEN, buttons: 3 }],
    ['eraser', { ...PEN, buttons: 32 }],
    ['palm', { ...PALM, sizePx: 91 }],
  ])('draws nothing: %s', (_name, who) => {
    expect(draw(stroke(who, 1000))).toEqual([]);
  });

  it('draws whatever the clock does', () => {
    for (const stepMs of [0, -5, 1e12]) {
      for (const who of [MOUSE, PEN, FINGER]) expect(draw(stroke(who, 1000, 3, stepMs))).toEqual([FULL]);
    }
  });

  it('draws nothing while it hovers, and a second button pressed on the way breaks nothing', () => {
    expect(draw(HOVER, { ...HOVER, what: 'up', atMs: 10 })).toEqual([]);
    const [down, first, ...rest] = stroke(MOUSE, 0);
    expect(draw(down!, { ...first!, buttons: 3 }, rest)).toEqual([FULL]);
  });

  it('takes back what was cancelled, and keeps what was drawn before it was lost', () => {
    const begun = stroke(FINGER, 0).slice(0, -1);
    expect(draw(begun)).toEqual([`${FULL}|`]);
    expect(draw(begun, { what: 'cancel', atMs: 50, ...FINGER })).toEqual([]);
    expect(draw(begun, { what: 'lost', atMs: 50, ...FINGER })).toEqual([FULL]);
    const cancelled: Step = { what: 'cancel', atMs: 50, ...FINGER };
    expect(draw(begun, cancelled, { ...cancelled, what: 'lost' }, stroke(FINGER, 100))).toEqual([FULL]);
  });
});

describe('a lift that is never reported', () => {
  it.each([
    ['mouse', MOUSE, MOUSE],
    ['pen', PEN, { ...PEN, id: 7 }],
    ['finger', FINGER, { ...FINGER, id: 12 }],
  ])('ends with the next stroke: %s', (_name, who, next) => {
    expect(draw(stroke(who, 0).slice(0, -1), stroke(next, 60))).toEqual([FULL, FULL]);
  });

  it('is seen when a mouse or pen moves on without its button', () => {
    for (const who of [MOUSE, PEN]) {
      const hover: Step = { what: 'move', atMs: 60, ...who, buttons: 0, pressure: 0, points: p(0.9) };
      const right = { ...hover, buttons: 2, pressure: 0.5 };
      expect(draw(stroke(who, 0).slice(0, -1), hover, hover)).toEqual([FULL]);
      expect(draw(stroke(who, 0).slice(0, -1), right)).toEqual([FULL]);
    }
  });

  it('keeps nobody out for ever', () => {
    expect(draw(stroke(PEN, 0).slice(0, -1), stroke(MOUSE, 1100))).toEqual([FULL, FULL]);
    expect(draw(stroke(PEN, 0).slice(0, -1), stroke(FINGER, 6000))).toEqual([FULL, FULL]);
    // A pen that rests on its point, and then the hand.
    expect(draw(stroke(PEN, 0).slice(0, -1), stroke(FINGER, 3000))).toEqual([`${FULL}|`]);
  });
});

describe('two at a time', () => {
  it.each([
    ['pen, pen', PEN, { ...PEN, id: 7, isPrimary: false }],
    ['pen, mouse', PEN, MOUSE],
    ['mouse, pen', MOUSE, PEN],
    ['mouse, finger', MOUSE, FINGER],
    ['pen, finger', PEN, FINGER],
    ['finger, mouse', FINGER, MOUSE],
  ])('the first one draws: %s', (_name, first, second) => {
    const [down, ...rest] = stroke(first, 0);
    expect(draw(down!, stroke(second, 1), rest)).toEqual([FULL]);
  });

  it('a pen takes back the touch of its hand, however long, and both draw no more than the pen', () => {
    const [penDown, ...pen] = stroke(PEN, 1000);
    const hand = stroke(FINGER, 0, 4, 200);
    expect(draw(hand.slice(0, -2), penDown!, hand.slice(-2, -1), pen, hand.slice(-1))).toEqual([FULL]);
    expect(draw(hand.slice(0, -2), { ...HOVER, atMs: 900 })).toEqual([]);
  });

  it('a pen takes back the dot of a hand that tapped before it, but no line and no older dot', () => {
    const tap = stroke(FINGER, 0, 1, 20, 0.02);
    expect(draw(tap)).toEqual(['0.1 0.12']);
    expect(draw(tap, stroke(PEN, 300))).toEqual([FULL]);
    expect(draw(tap, stroke(PEN, 800))).toEqual(['0.1 0.12', FULL]);
    expect(draw(stroke(FINGER, 0), stroke(PEN, 300))).toEqual([FULL, FULL]);
    expect(draw(tap, stroke(MOUSE, 60), { ...HOVER, atMs: 200 })).toEqual(['0.1 0.12', FULL]);
  });
});

describe('two fingers', () => {
  const begun = (stepMs: number) => stroke(FINGER, 0, 3, stepMs).slice(0, -1);
  const secondDown = (atMs: number): Step => ({ what: 'down', atMs, points: p(0.8), ...SECOND });
  const bothGoOn = (atMs: number): Step[] => [
    { what: 'move', atMs, points: p(0.5), ...FINGER },
    { what: 'move', atMs, points: p(0.7), ...SECOND },
    { what: 'up', atMs: atMs + 10, ...FINGER },
    { what: 'move', atMs: atMs + 20, points: p(0.6), ...SECOND },
  ];

  it('draw nothing, on the pad or one of them beside it, until all are lifted', () => {
    for (const what of ['down', 'elsewhere'] as const) {
      const gesture = [...begun(10), { ...secondDown(50), what }, ...bothGoOn(60)];
      expect(draw(gesture)).toEqual([]);
      expect(draw(gesture, stroke({ ...FINGER, id: 12, isPrimary: false }, 100))).toEqual([]);
      expect(draw(gesture, { what: 'up', atMs: 100, ...SECOND }, stroke(FINGER, 200))).toEqual([FULL]);
      expect(draw(gesture, { what: 'cancel', atMs: 100, ...SECOND }, stroke(FINGER, 200))).toEqual([FULL]);
    }
    const thumb: Step = { what: 'elsewhere', atMs: 0, ...FINGER, id: 13 };
    expect(draw(thumb, stroke({ ...FINGER, isPrimary: false }, 100))).toEqual([]);
  });

  it('three are no different', () => {
    const third: Step = { what: 'down', atMs: 60, points: p(0.2), ...SECOND, id: 14 };
    expect(draw(begun(10), secondDown(50), third, bothGoOn(70))).toEqual([]);
  });

  it('end a line that is plainly a digit’s, and take back what is short in length or time', () => {
    expect(draw(begun(150), secondDown(500), bothGoOn(510))).toEqual([FULL]);
    expect(draw(stroke(FINGER, 0, 3, 150, 0.02).slice(0, -1), secondDown(500))).toEqual([]);
    expect(draw(begun(90), secondDown(290))).toEqual([]);
  });

  it('are not two who come one after the other, where none is called the first', () => {
    const unnamed = { ...FINGER, isPrimary: false };
    expect(draw(stroke(unnamed, 0), stroke({ ...unnamed, id: 12 }, 200))).toEqual([FULL, FULL]);
  });

  it('are one after all when the lift of the first was never reported', () => {
    const next = stroke({ ...FINGER, id: 12 }, 100);
    expect(draw({ what: 'elsewhere', atMs: 0, ...FINGER, id: 13 }, next)).toEqual([FULL]);
  });
});

describe('after a pen', () => {
  const pen = stroke(PEN, 0);
  const after = (...steps: readonly (Step | readonly Step[])[]) => draw(pen, ...steps).slice(1);

  it('a palm leaves nothing, however late', () => {
    for (const atMs of [100, 1500, 20_000, 3_600_000]) {
      expect(after(stroke(PALM, atMs, 1, 16, 0.02))).toEqual([]);
      expect(after(stroke(PALM, atMs, 8, 16, 0.1))).toEqual([]);
    }
  });

  it.each([
    ['a small contact that rests', FINGER, 20, 100, 0.002],
    ['a small contact that drifts far, but slowly', FINGER, 20, 200, 0.02],
    ['a short line', FINGER, 3, 10, 0.04],
    ['a short line of no size', PLAIN_TOUCH, 3, 10, 0.06],
  ])('%s leaves nothing', (_name, who, steps, stepMs, stepX) => {
    expect(after(stroke(who, 2000, steps, stepMs, stepX))).toEqual([]);
  });

  it('a contact that grows to a hand’s, or is not alone, leaves nothing', () => {
    const [down, first, ...rest] = stroke(FINGER, 2000);
    expect(after(down!, { ...first!, sizePx: 60 }, rest)).toEqual([]);
    expect(after(down!, { what: 'elsewhere', atMs: 2005, ...SECOND }, first!, rest)).toEqual([]);
  });

  it('a finger that plainly draws leaves its whole stroke, from its start', () => {
    expect(after(stroke(FINGER, 2000))).toEqual([FULL]);
    expect(after(stroke(PLAIN_TOUCH, 2000, 3))).toEqual([FULL]);
    const [down, first, second, third] = stroke(FINGER, 2000);
    expect(after(down!, first!)).toEqual([]);
    expect(after(down!, first!, second!)).toEqual(['0.1 0.2 0.3|']);
    expect(after(down!, first!, second!, third!)).toEqual([`${FULL}|`]);
  });

  it('no finger draws beside a pen, or when one was there a moment ago or comes before it plainly drew', () => {
    expect(after(stroke(FINGER, 500))).toEqual([]);
    expect(after({ ...HOVER, atMs: 5000 }, stroke(FINGER, 5500))).toEqual([]);
    const [down, ...rest] = stroke(FINGER, 5000);
    expect(after(down!, { ...HOVER, atMs: 5001 }, rest)).toEqual([]);
    // The pen is the first that is seen of it, beside the pad.
    expect(draw({ what: 'elsewhere', atMs: 0, ...PEN }, stroke(PALM, 3000))).toEqual([]);
  });

  it('a clock that jumps back keeps no finger out', () => {
    expect(draw(stroke(PEN, 1e6), stroke(FINGER, 0), stroke(FINGER, 5000))).toEqual([FULL, FULL]);
  });

  it('fingers draw at once again after several plain strokes, and no pen for a while', () => {
    const strokes = [2000, 3000, 4000].flatMap((atMs) => stroke(FINGER, atMs));
    const dot = stroke(FINGER, 12_000, 1, 10, 0.01);
    expect(after(strokes, dot)).toEqual([FULL, FULL, FULL, '0.1 0.11']);
    expect(after(strokes, stroke(FINGER, 9000, 1, 10, 0.01))).toHaveLength(3);
    expect(after(stroke(FINGER, 2000), stroke(FINGER, 3000), dot)).toHaveLength(2);
    expect(after(strokes, { ...HOVER, atMs: 5000 }, stroke(FINGER, 20_000, 1, 10, 0.01))).toHaveLength(3);
  });

  it('a contact that grows to a palm takes its dot back, pen or none', () => {
    const [down] = stroke(FINGER, 0);
    const [, grown] = stroke({ ...FINGER, sizePx: 95 }, 0, 1, 10, 0.01);
    expect(draw(down!)).toEqual(['0.1|']);
    expect(draw(down!, grown!)).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { createPadModel, type PadModel } from './pad-model';
import { createPointerDrawing, type PadPointer, type PointerDrawing } from './pointer-drawing';

const PAD = { left: 100, top: 50, width: 200, height: 200 };
const at = (x: number, timeStamp: number, more: Partial<PadPointer> = {}): PadPointer => ({
  pointerId: 1,
  pointerType: 'mouse',
  isPrimary: true,
  buttons: 1,
  ctrlKey: false,
  width: 1,
  height: 1,
  pressure: 0.5,
  clientX: 100 + 200 * x,
  clientY: 150,
  timeStamp,
  ...more,
});

let model: PadModel;
let drawing: PointerDrawing;
let clock: number;
/** When the model was told of something, and what time it was told. */
let told: number[];
const xs = () => model.strokes().map((stroke) => stroke.map(({ x }) => Number(x.toFixed(3))));

beforeEach(() => {
  model = createPadModel();
  drawing = createPointerDrawing(model, () => clock);
  clock = 1000;
  told = [];
  model.subscribe((_change, atMs) => told.push(atMs));
});

describe('moves', () => {
  it('become points in shares of the pad, every one of those that a frame sums up', () => {
    drawing.down(at(0.1, 1000), PAD);
    const coalesced = [at(0.2, 1004), at(0.3, 1008)];
    drawing.move(at(0.3, 1008, { getCoalescedEvents: () => coalesced }), PAD);
    drawing.move(at(0.4, 1020, { getCoalescedEvents: () => [] }), PAD);
    drawing.up(at(0.4, 1030));
    expect(xs()).toEqual([[0.1, 0.2, 0.3, 0.4]]);
    expect(model.strokes()[0]![0]).toEqual({ x: 0.1, y: 0.5 });
    expect(model.isDrawing()).toBe(false);
  });

  it('have a pressure where a pen makes them', () => {
    drawing.down(at(0.1, 1000, { pointerType: 'pen', pressure: 0.8 }), PAD);
    expect(model.strokes()[0]![0]).toMatchObject({ pressure: 0.8 });
  });

  it('before the pen is down, or of another finger, draw nothing', () => {
    drawing.move(at(0.2, 900), PAD);
    drawing.rawUpdate(at(0.2, 900), PAD);
    drawing.down(at(0.1, 1000), PAD);
    drawing.move(at(0.7, 1010, { pointerId: 2 }), PAD);
    drawing.rawUpdate(at(0.7, 1010, { pointerId: 2 }), PAD);
    expect(xs()).toEqual([[0.1]]);
  });
});

describe('the eraser end of a pen', () => {
  const upsideDown = (x: number, timeStamp: number, more: Partial<PadPointer> = {}) =>
    at(x, timeStamp, { pointerId: 9, pointerType: 'pen', buttons: 32, ...more });

  it('takes away the strokes that it touches, until it is lifted', () => {
    for (const x of [0.1, 0.5, 0.9]) {
      drawing.down(at(x, 1000), PAD);
      drawing.up(at(x, 1010));
    }
    expect(drawing.down(upsideDown(0.3, 1100), PAD)).toBe(true);
    expect(xs()).toEqual([[0.1], [0.5], [0.9]]);
    drawing.move(upsideDown(0.6, 1110), PAD);
    drawing.up(upsideDown(0.6, 1120, { buttons: 0, pressure: 0 }));
    drawing.move(upsideDown(0.9, 1130, { buttons: 0, pressure: 0 }), PAD);
    expect(xs()).toEqual([[0.1], [0.9]]);
    drawing.down(at(0.7, 1200, { pointerType: 'pen' }), PAD);
    drawing.move(at(0.8, 1210, { pointerType: 'pen' }), PAD);
    drawing.up(at(0.8, 1220, { pointerType: 'pen', buttons: 0 }));
    expect(xs()).toEqual([[0.1], [0.9], [0.7, 0.8]]);
  });

  it('draws and erases no more when its lift is not reported', () => {
    drawing.down(at(0.9, 1000), PAD);
    drawing.up(at(0.9, 1010));
    drawing.down(upsideDown(0.2, 1100), PAD);
    drawing.move(upsideDown(0.3, 1110, { buttons: 0, pressure: 0 }), PAD);
    drawing.move(upsideDown(0.9, 1120), PAD);
    expect(xs()).toEqual([[0.9]]);
  });
});

describe('raw updates', () => {
  it('are drawn at once, and the move that sums them up draws them no second time', () => {
    drawing.down(at(0.1, 1000), PAD);
    drawing.rawUpdate(at(0.2, 1003), PAD);
    expect(xs()).toEqual([[0.1, 0.2]]);
    drawing.move(at(0.2, 1003, { getCoalescedEvents: () => [at(0.2, 1003)] }), PAD);
    expect(xs()).toEqual([[0.1, 0.2]]);
    expect(told).toEqual([1000, 1003]);
  });

  it('of a fast mouse are gathered for some milliseconds, or until the frame, and told with the time of the oldest', () => {
    drawing.down(at(0, 1000), PAD);
    for (let ms = 1; ms <= 12; ms++) drawing.rawUpdate(at(ms / 100, 1000 + ms), PAD);
    expect(told).toEqual([1000, 1001, 1002]);
    const coalesced = Array.from({ length: 12 }, (_, i) => at((i + 1) / 100, 1001 + i));
    drawing.move(at(0.12, 1012, { getCoalescedEvents: () => coalesced }), PAD);
    expect(told).toEqual([1000, 1001, 1002, 1010]);
    expect(xs()).toEqual([Array.from({ length: 13 }, (_, i) => i / 100)]);
  });

  it('that wait when the pen is lifted still belong to the stroke, and to no other', () => {
    drawing.down(at(0.1, 1000), PAD);
    drawing.rawUpdate(at(0.2, 1001), PAD);
    drawing.rawUpdate(at(0.3, 1002), PAD);
    drawing.up(at(0.3, 1003));
    drawing.down(at(0.6, 1004), PAD);
    drawing.rawUpdate(at(0.7, 1005), PAD);
    drawing.cancel(at(0.7, 1006));
    drawing.down(at(0.8, 1007), PAD);
    drawing.move(at(0.9, 1030), PAD);
    expect(xs()).toEqual([
      [0.1, 0.2, 0.3],
      [0.8, 0.9],
    ]);
  });

  it('that stop coming leave the moves to draw', () => {
    drawing.down(at(0.1, 1000), PAD);
    drawing.rawUpdate(at(0.2, 1003), PAD);
    drawing.move(at(0.2, 1003), PAD);
    drawing.move(at(0.3, 1020), PAD);
    expect(xs()).toEqual([[0.1, 0.2, 0.3]]);
  });
});

describe('devices that tell little', () => {
  it('draw without coalesced events, sizes, pressure, or a clock', () => {
    const { getCoalescedEvents: _, width: _w, height: _h, ...bare } = at(0.1, 0, { pressure: 0 });
    for (const pointerType of ['mouse', 'pen', 'touch', '']) {
      drawing = createPointerDrawing((model = createPadModel()), () => clock);
      const report = (x: number): PadPointer => ({ ...bare, pointerType, clientX: 100 + 200 * x });
      drawing.down(report(0.1), PAD);
      drawing.rawUpdate(report(0.2), PAD);
      drawing.move(report(0.2), PAD);
      drawing.move(report(0.3), PAD);
      drawing.up(report(0.3));
      expect(xs()).toEqual([[0.1, 0.2, 0.3]]);
    }
  });

  it('have the time of the page, where their own is of another clock', () => {
    drawing.down(at(0.1, 1_790_000_000_000), PAD);
    clock = 1020;
    drawing.move(at(0.2, 3), PAD);
    drawing.move(at(0.3, 1_790_000_000_000), PAD);
    expect(xs()).toEqual([[0.1, 0.2, 0.3]]);
    expect(told).toEqual([1000, 3, 1020]);
  });
});

describe('take-backs', () => {
  const touch = (x: number, timeStamp: number, more: Partial<PadPointer> = {}) =>
    at(x, timeStamp, { pointerId: 5, pointerType: 'touch', width: 24, height: 20, ...more });

  it('leave the drawing, and what undo brings back, as they were', () => {
    drawing.down(at(0.1, 1000), PAD);
    drawing.up(at(0.1, 1010));
    model.clear();
    drawing.down(touch(0.5, 2000), PAD);
    drawing.rawUpdate(touch(0.52, 2001), PAD);
    drawing.rawUpdate(touch(0.53, 2002), PAD);
    drawing.down(touch(0.8, 2050, { pointerId: 6, isPrimary: false }), PAD);
    drawing.move(touch(0.6, 2060), PAD);
    drawing.up(touch(0.6, 2070));
    expect(xs()).toEqual([]);
    model.undo();
    expect(xs()).toEqual([[0.1]]);
  });

  it('are of the very stroke: what was drawn or undone since stays', () => {
    drawing.down(touch(0.1, 1000), PAD);
    drawing.up(touch(0.1, 1010));
    model.undo();
    model.begin({ x: 0.7, y: 0.5 });
    model.end();
    drawing.move(at(0.5, 1100, { pointerType: 'pen', buttons: 0, pressure: 0, pointerId: 9 }), PAD);
    expect(xs()).toEqual([[0.7]]);
  });

  it('spare what a touch held back drew in the end, from its start', () => {
    drawing.move(at(0.5, 1000, { pointerType: 'pen', buttons: 0, pressure: 0, pointerId: 9 }), PAD);
    clock = 5000;
    expect(drawing.isPenNear()).toBe(true);
    expect(drawing.down(touch(0.1, 5000), PAD)).toBe(true);
    expect(drawing.isPenNear()).toBe(false);
    drawing.move(touch(0.2, 5020), PAD);
    expect(xs()).toEqual([]);
    drawing.move(touch(0.3, 5040), PAD);
    drawing.up(touch(0.3, 5050));
    expect(xs()).toEqual([[0.1, 0.2, 0.3]]);
  });
});

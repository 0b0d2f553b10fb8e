import { beforeEach, describe, expect, it } from 'vitest';
import { createPadModel, type PadModel } from './pad-model';
import { createPointerDrawing, type PadPointer, type PointerDrawing } from './pointer-drawing';

const PAD = { left: 100, top: 50, width: 200, height: 200 };
const at = (x: number, timeStamp: number, more: Partial<PadPointer> = {}): PadPointer => ({
  pointerId: 1,
  pointerType: 'mouse',
  button: 0,
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
/** When the model was told of something, and what time it was told. */
let told: number[];
const xs = () => model.strokes().map((stroke) => stroke.map(({ x }) => Number(x.toFixed(3))));

beforeEach(() => {
  model = createPadModel();
  drawing = createPointerDrawing(model);
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

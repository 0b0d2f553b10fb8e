import { describe, expect, it, vi } from 'vitest';
import { createPadModel } from './pad-model';

const drawn = (...strokes: readonly (readonly (readonly [number, number])[])[]) => {
  const model = createPadModel();
  for (const [first, ...rest] of strokes) {
    model.begin({ x: first![0], y: first![1] });
    model.extend(rest.map(([x, y]) => ({ x, y })));
    model.end();
  }
  return model;
};
const FIRST = [
  [0.1, 0.2],
  [0.3, 0.4],
] as const;
const SECOND = [[0.5, 0.5]] as const;

describe('the drawing on the pad', () => {
  it('keeps strokes apart and in order', () => {
    const model = drawn(FIRST, SECOND);
    expect(model.strokes()).toEqual([
      [
        { x: 0.1, y: 0.2 },
        { x: 0.3, y: 0.4 },
      ],
      [{ x: 0.5, y: 0.5 }],
    ]);
  });

  it('draws nothing while the pen is up', () => {
    const model = drawn(FIRST);
    model.extend([{ x: 0.9, y: 0.9 }]);
    expect(model.strokes()[0]).toHaveLength(2);
  });

  it('moves points outside the pad to its edge and keeps their pressure', () => {
    const model = createPadModel();
    model.begin({ x: -0.5, y: 0.5, pressure: 0.7 });
    model.extend([{ x: 1.5, y: 2 }]);
    expect(model.strokes()).toEqual([
      [
        { x: 0, y: 0.5, pressure: 0.7 },
        { x: 1, y: 1 },
      ],
    ]);
  });

  it('leaves out reports of a pen that stands still, and tells nobody of them', () => {
    const model = createPadModel();
    model.begin({ x: 0.5, y: 0.5 });
    const listener = vi.fn<(change: string) => void>();
    model.subscribe(listener);
    model.extend([{ x: 0.5, y: 0.5 }]);
    expect(model.strokes()[0]).toHaveLength(1);
    expect(listener).not.toHaveBeenCalled();
  });

  it('undoes stroke by stroke', () => {
    const model = drawn(FIRST, SECOND);
    model.undo();
    expect(model.strokes()).toHaveLength(1);
    model.undo();
    model.undo();
    expect(model.strokes()).toEqual([]);
  });

  it('brings back what was cleared, until something new is drawn', () => {
    const model = drawn(FIRST, SECOND);
    model.clear();
    expect(model.strokes()).toEqual([]);
    model.clear();
    model.undo();
    expect(model.strokes()).toHaveLength(2);
    model.clear();
    model.begin({ x: 0, y: 0 });
    model.undo();
    model.undo();
    expect(model.strokes()).toEqual([]);
  });

  it('takes back a stroke that was a slip, in progress or just ended, and no other', () => {
    const model = drawn(FIRST);
    const first = model.strokes()[0];
    model.takeBack(undefined);
    model.takeBack([]);
    model.begin({ x: 0, y: 0 });
    model.takeBack(first);
    expect(model.strokes()).toHaveLength(2);
    model.takeBack(model.strokes()[1]);
    expect(model.strokes()).toEqual([first]);
    expect(model.isDrawing()).toBe(false);
    model.takeBack(first);
    expect(model.strokes()).toEqual([]);
  });

  it('has forgotten a stroke that was taken back: undo brings back what had been cleared before it', () => {
    const model = drawn(FIRST, SECOND);
    model.clear();
    model.begin({ x: 0, y: 0 });
    model.takeBack(model.strokes()[0]);
    model.undo();
    expect(model.strokes()).toHaveLength(2);
  });

  it('stops the stroke in progress on undo and clear: the pen must be put down again', () => {
    for (const wipe of ['undo', 'clear'] as const) {
      const model = createPadModel();
      model.begin({ x: 0.5, y: 0.5 });
      model[wipe]();
      model.extend([{ x: 0.6, y: 0.6 }]);
      expect(model.strokes()).toEqual([]);
    }
  });

  it('says what kind of change it was, and nothing after unsubscribing', () => {
    const model = createPadModel();
    const changes: string[] = [];
    const unsubscribe = model.subscribe((change) => changes.push(change));
    model.begin({ x: 0, y: 0 });
    model.extend([{ x: 0.1, y: 0 }]);
    model.end();
    model.undo();
    unsubscribe();
    model.begin({ x: 0, y: 0 });
    expect(changes).toEqual(['extended', 'extended', 'replaced']);
  });
});

describe('redo', () => {
  it('does again what was undone, step by step, until something new is drawn', () => {
    const model = drawn(FIRST, SECOND);
    const both = structuredClone(model.strokes());
    model.clear();
    for (const _ of [1, 2, 3]) model.undo();
    expect(model.strokes()).toEqual([]);
    model.redo();
    expect(model.strokes()).toEqual(both.slice(0, 1));
    model.redo();
    expect(model.strokes()).toEqual(both);
    model.redo();
    model.redo();
    expect(model.strokes()).toEqual([]);
    model.undo();
    model.undo();
    model.begin({ x: 0, y: 0 });
    model.redo();
    expect(model.strokes()).toEqual([both[0], [{ x: 0, y: 0 }]]);
  });

  it('survives a slip of the hand', () => {
    const model = drawn(FIRST, SECOND);
    const both = structuredClone(model.strokes());
    model.undo();
    model.takeBack(model.begin({ x: 0.9, y: 0.9 }));
    model.redo();
    expect(model.strokes()).toEqual(both);
  });
});

describe('the eraser', () => {
  const LINES = [
    [
      [0.2, 0.1],
      [0.2, 0.9],
    ],
    [
      [0.5, 0.1],
      [0.5, 0.9],
    ],
    [
      [0.8, 0.1],
      [0.8, 0.9],
    ],
  ] as const;
  const lefts = (model: ReturnType<typeof drawn>) => model.strokes().map((stroke) => stroke[0]!.x);

  it('takes away whole strokes on its way, between its reports too, and no others', () => {
    const model = drawn(...LINES);
    model.choose('eraser');
    model.begin({ x: 0.3, y: 0.5 });
    expect(lefts(model)).toEqual([0.2, 0.5, 0.8]);
    model.extend([{ x: 0.7, y: 0.4 }]);
    expect(lefts(model)).toEqual([0.2, 0.8]);
    model.extend([{ x: 0.79, y: 0.4 }]);
    expect(lefts(model)).toEqual([0.2]);
    model.end();
    model.extend([{ x: 0.2, y: 0.4 }]);
    expect(lefts(model)).toEqual([0.2]);
  });

  it('is one step to undo, however much it took, and none where it took nothing', () => {
    const model = drawn(...LINES);
    model.begin({ x: 0, y: 0.5 }, 0, 'eraser');
    model.extend([{ x: 0.5, y: 0.5 }]);
    model.begin({ x: 0.95, y: 0.95 }, 0, 'eraser');
    model.end();
    model.undo();
    expect(lefts(model)).toEqual([0.2, 0.5, 0.8]);
    model.redo();
    expect(lefts(model)).toEqual([0.8]);
  });

  it('gives back what it took when the hand did not mean it', () => {
    const model = drawn(...LINES);
    const way = model.begin({ x: 0, y: 0.5 }, 0, 'eraser');
    model.extend([{ x: 0.6, y: 0.5 }]);
    model.takeBack(way);
    expect(lefts(model)).toEqual([0.2, 0.5, 0.8]);
    expect(model.isDrawing()).toBe(false);
    model.undo();
    expect(lefts(model)).toEqual([0.2, 0.5]);
  });
});

describe('a stroke without end', () => {
  it('keeps its shape and a bounded number of points', () => {
    const model = createPadModel();
    const at = (i: number) => ({ x: 0.5 + 0.4 * Math.sin(i / 900), y: 0.5 + 0.4 * Math.cos(i / 700) });
    model.begin(at(0));
    for (let i = 1; i < 30_000; i += 10) model.extend(Array.from({ length: 10 }, (_, k) => at(i + k)));
    const [stroke] = model.strokes();
    expect(stroke!.length).toBeLessThanOrEqual(4000);
    expect(stroke![0]).toEqual(at(0));
    expect(stroke!.at(-1)).toEqual(at(30_000));
    for (let i = 0; i < 30_000; i += 500) {
      const { x, y } = at(i);
      expect(Math.min(...stroke!.map((point) => Math.hypot(point.x - x, point.y - y)))).toBeLessThan(0.01);
    }
  });
});

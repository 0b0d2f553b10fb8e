// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { renderForTest } from '../shared/render-for-test';
import { createPadModel } from './pad-model';
import { PadSurface } from './pad-surface';

function setUp() {
  const model = createPadModel();
  const { element } = renderForTest(<PadSurface model={model} empty />);
  const pad = element.querySelector<HTMLElement>('[data-testid="pad"]')!;
  pad.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
  const send = <E extends Event>(event: E, target: EventTarget = pad): E => {
    act(() => {
      target.dispatchEvent(event);
    });
    return event;
  };
  const pointer = (type: string, x: number, more: PointerEventInit = {}, target: EventTarget = pad) =>
    send(
      new PointerEvent(type, {
        bubbles: true,
        cancelable: true,
        pointerType: 'mouse',
        pointerId: 1,
        isPrimary: true,
        buttons: 1,
        clientX: x,
        clientY: 50,
        ...more,
      }),
      target,
    );
  return {
    pad,
    send,
    pointer,
    xs: () => model.strokes().map((stroke) => stroke.map(({ x }) => x)),
    key: (key: string, more: KeyboardEventInit = {}) =>
      send(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })),
    mouseDot: () => {
      pointer('pointerdown', 20);
      pointer('pointerup', 20, { buttons: 0 });
    },
    focus: (target: HTMLElement) => act(() => target.focus()),
  };
}

describe('keys on the pad', () => {
  it('draw and wipe where focus came by key', () => {
    const { pad, key, focus, xs } = setUp();
    focus(pad);
    expect(pad.dataset['focusedBy']).toBe('keys');
    for (const name of [' ', 'ArrowRight', ' ']) expect(key(name).defaultPrevented).toBe(true);
    expect(xs()).toEqual([[0.5, 0.55]]);
    key('Escape');
    expect(xs()).toEqual([]);
  });

  it('are the page’s after a pointer has drawn, but for undo, until focus comes by key again', () => {
    const { pad, key, focus, mouseDot, xs } = setUp();
    mouseDot();
    expect(document.activeElement).toBe(pad);
    for (const name of [' ', 'ArrowDown', 'Escape', 'Delete', 'Backspace']) {
      expect(key(name).defaultPrevented).toBe(false);
    }
    expect(pad.dataset['focusedBy']).toBe('pointer');
    expect(xs()).toEqual([[0.2]]);
    expect(key('z', { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(xs()).toEqual([]);
    focus(document.body.appendChild(document.createElement('button')));
    focus(pad);
    expect(pad.dataset['focusedBy']).toBe('keys');
    expect(key(' ').defaultPrevented).toBe(true);
  });

  it.each([
    ['a Latin keyboard', { key: 'z', code: 'KeyZ' }, { key: 'y', code: 'KeyY' }],
    ['a Russian one', { key: 'я', code: 'KeyZ' }, { key: 'н', code: 'KeyY' }],
    ['a Greek one', { key: 'ζ', code: 'KeyZ' }, { key: 'υ', code: 'KeyY' }],
    ['AZERTY', { key: 'z', code: 'KeyW' }, { key: 'y', code: 'KeyY' }],
    ['QWERTZ', { key: 'z', code: 'KeyY' }, { key: 'y', code: 'KeyZ' }],
    ['Dvorak', { key: 'z', code: 'Slash' }, { key: 'y', code: 'KeyT' }],
  ])('undo and redo by %s', (_name, z, y) => {
    const { key, mouseDot, xs } = setUp();
    mouseDot();
    for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
      for (const again of [
        { ...y, ...held },
        { ...z, key: z.key.toUpperCase(), shiftKey: true, ...held },
      ]) {
        expect(key(z.key, { ...z, ...held }).defaultPrevented).toBe(true);
        expect(xs()).toEqual([]);
        expect(key(again.key, again).defaultPrevented).toBe(true);
        expect(xs()).toEqual([[0.2]]);
      }
    }
    expect(key(z.key, { ...z, ctrlKey: true, altKey: true }).defaultPrevented).toBe(false);
    // What lies in Z's place but is another letter is not Z.
    expect(key('w', { code: 'KeyZ', ctrlKey: true }).defaultPrevented).toBe(false);
    expect(xs()).toEqual([[0.2]]);
  });

  it('stay the page’s when the window was left and comes back', () => {
    const { pad, send, key, mouseDot, xs } = setUp();
    mouseDot();
    send(new FocusEvent('focusout', { bubbles: true }));
    send(new FocusEvent('focusin', { bubbles: true }));
    key('Escape');
    expect(pad.dataset['focusedBy']).toBe('pointer');
    expect(xs()).toEqual([[0.2]]);
  });
});

describe('what is not the pad’s', () => {
  it('a second finger beside it takes the stroke back; one that is lifted there ends it', () => {
    const { pointer, xs } = setUp();
    const finger = { pointerType: 'touch', width: 24, height: 24 };
    pointer('pointerdown', 20, finger);
    pointer('pointermove', 30, finger);
    expect(xs()).toEqual([[0.2, 0.3]]);
    pointer('pointerdown', 300, { ...finger, pointerId: 2, isPrimary: false }, document.body);
    expect(xs()).toEqual([]);
    pointer('pointerup', 300, { ...finger, pointerId: 2, isPrimary: false }, document.body);
    pointer('pointercancel', 300, finger, document.body);
    pointer('pointerdown', 40, { ...finger, pointerId: 3, isPrimary: false });
    pointer('pointerup', 300, { ...finger, pointerId: 3 }, document.body);
    pointer('pointermove', 60, { ...finger, pointerId: 3 });
    expect(xs()).toEqual([[0.4]]);
  });

  it('a capture that is lost without a lift leaves the pad open to the next pointer, and to the same one', () => {
    const { pointer, xs } = setUp();
    const finger = { pointerType: 'touch', width: 24, height: 24, isPrimary: false };
    pointer('pointerdown', 20, { ...finger, pointerId: 4 });
    pointer('lostpointercapture', 20, { ...finger, pointerId: 4 });
    pointer('pointerdown', 40, { ...finger, pointerId: 5 });
    pointer('pointermove', 50, { ...finger, pointerId: 5 });
    pointer('pointerup', 50, { ...finger, pointerId: 5, buttons: 0 });
    expect(xs()).toEqual([[0.2], [0.4, 0.5]]);
    pointer('pointerdown', 60);
    pointer('lostpointercapture', 60);
    pointer('pointermove', 70);
    pointer('pointermove', 80);
    pointer('pointermove', 90, { buttons: 0, pressure: 0 });
    expect(xs().slice(2)).toEqual([[0.6], [0.7, 0.8]]);
  });

  it('a menu opens for a mouse’s button, and never for the long press of a hand', () => {
    const { send, pointer } = setUp();
    const menu = () => send(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    expect(menu().defaultPrevented).toBe(false);
    for (const pointerType of ['touch', 'pen']) {
      pointer('pointerdown', 20, { pointerType, buttons: 2 });
      expect(menu().defaultPrevented).toBe(true);
    }
    pointer('pointerdown', 20, { buttons: 2 });
    expect(menu().defaultPrevented).toBe(false);
  });

  it('touches are kept from the page while a pen is near, and selections while the first button is down', () => {
    const { send, pointer } = setUp();
    const prevented = (event: Event) => send(event).defaultPrevented;
    const touch = (type: string) => new Event(type, { bubbles: true, cancelable: true });
    expect(prevented(touch('touchstart'))).toBe(false);
    pointer('pointerenter', 20, { pointerType: 'pen', buttons: 0 });
    pointer('pointermove', 20, { pointerType: 'pen', buttons: 0 });
    expect(prevented(touch('touchstart'))).toBe(true);
    expect(prevented(touch('touchmove'))).toBe(true);
    const mouseDown = (button: number) =>
      new MouseEvent('mousedown', { button, bubbles: true, cancelable: true });
    expect(prevented(mouseDown(0))).toBe(true);
    expect(prevented(mouseDown(2))).toBe(false);
  });
});

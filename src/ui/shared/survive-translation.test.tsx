// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderForTest } from './render-for-test';
import { surviveTranslation } from './survive-translation';

let undo: () => void;
beforeEach(() => {
  undo = surviveTranslation();
});
afterEach(() => undo());

/** As Chromium does it: each text gives way to a <font> in a <font>. */
function translate(root: HTMLElement, how: 'replace' | 'insert'): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstElementChild!.append(`¡${text.textContent}!`);
    if (how === 'replace') text.parentNode!.replaceChild(font, text);
    else {
      text.parentNode!.insertBefore(font, text);
      text.parentNode!.removeChild(text);
    }
  }
}

function Page({ step, isOpen, name }: { step: number; isOpen: boolean; name: string }) {
  return (
    <p>
      {isOpen && 'Open'}
      {isOpen && <b>bold</b>}
      Step {step}
      <span>{name}</span>
      {name}
    </p>
  );
}

describe.each(['replace', 'insert'] as const)('a page that was translated by %s', (how) => {
  it('shows what changes, loses what goes and takes in what comes', () => {
    const { element, render } = renderForTest(<Page step={1} isOpen={false} name="otter" />);
    const words = () => element.querySelector('p')!.textContent;
    translate(element, how);
    expect(words()).toBe('¡Step !¡1!¡otter!¡otter!');
    render(<Page step={2} isOpen={false} name="heron" />);
    expect(words()).toBe('¡Step !2heronheron');
    // Before a text that is not where React left it.
    render(<Page step={2} isOpen name="heron" />);
    expect(words()).toBe('Openbold¡Step !2heronheron');
    translate(element, how);
    render(<Page step={2} isOpen={false} name="heron" />);
    expect(words()).not.toContain('Open');
    expect(words()).not.toContain('bold');
    expect(words()).toContain('2');
  });
});

it('is strict with what was never in the page', () => {
  expect(() => document.body.removeChild(document.createTextNode('x'))).toThrow();
  expect(() => document.body.insertBefore(new Text('x'), new Text('y'))).toThrow();
});

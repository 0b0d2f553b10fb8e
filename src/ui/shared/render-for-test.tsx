import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { fakeCanvases } from './canvas-for-test';
import { theme } from './theme';

declare global {
  // React's own switch: without it act() warns.
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

/**
 * For unit tests: renders into a fresh element of the document, which it returns with a way to render again. Canvases paint nothing, unless the test has its own fakeCanvases(). Unmounts when the
 * test is over, for timers of widgets would outlive the document.
 */
export function renderForTest(initial: ReactNode) {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  // oxlint-disable-next-line typescript/unbound-method -- only looked at
  if (!vi.isMockFunction(HTMLCanvasElement.prototype.getContext)) fakeCanvases();
  document.body.replaceChildren();
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  onTestFinished(() => act(() => root.unmount()));
  const render = (node: ReactNode): void =>
    act(() =>
      root.render(
        <MantineProvider theme={theme} env="test">
          {node}
        </MantineProvider>,
      ),
    );
  render(initial);
  return {
    element,
    render,
    /** The button of this name. Throws when there is none. */
    button: (name: string): HTMLButtonElement => {
      const found = [...element.querySelectorAll('button')].find((button) => button.textContent === name);
      if (!found) throw new Error(`No button "${name}"`);
      return found;
    },
    /** The data-value of the element with this data-testid; undefined when there is none. */
    dataValue: (testId: string): string | undefined =>
      element.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.dataset['value'],
    press: (target: HTMLElement): void => act(() => target.click()),
  };
}

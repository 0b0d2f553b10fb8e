// @vitest-environment happy-dom
/** Whatever runs, data sets and classes are called, the report has the elements that it has without: names are text. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { MNIST } from '../core/dataset';
import { anyText, HOSTILE_TEXTS, inputsFor, whole } from '../core/testing/fuzz';
import { aRun } from '../library/testing/runs';
import { reportPage } from './report-page';

const findings = {
  labels: Uint8Array.of(1, 0),
  predicted: Uint8Array.of(0, 0),
  confidences: Float32Array.of(0.75, 1),
  mistakes: Uint32Array.of(0),
  pixels: new Uint8Array(784),
};

const report = (name: string, source: string): Document => {
  const dataset = { ...MNIST, name: source, classNames: [name, source] };
  const html = reportPage({ record: aRun('a', { name }), dataset, findings, at: new Date(0) });
  return new DOMParser().parseFromString(html, 'text/html');
};
const shapeOf = (page: Document): string[] =>
  Array.from(page.querySelectorAll('*'), ({ tagName, attributes }) =>
    [tagName, ...Array.from(attributes, ({ name }) => name)].join(' '),
  );

it('has no element and no attribute more', () => {
  const plain = shapeOf(report('a', 'b'));
  // What HTML has no place for is replaced or passed over by its readers.
  const text = fc
    .oneof(anyText(40), fc.constantFrom(...HOSTILE_TEXTS))
    .map((text) => whole(text).replaceAll(/[\0\r]/g, '.'));
  fc.assert(
    fc.property(text, text, (name, source) => {
      const page = report(name, source);
      expect(shapeOf(page)).toEqual(plain);
      expect(page.querySelector('h1')!.textContent).toBe(name);
    }),
    inputsFor('report'),
  );
});

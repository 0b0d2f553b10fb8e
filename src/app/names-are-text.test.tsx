// @vitest-environment happy-dom
/** What people call things, and what links and files say, is shown as it stands and never becomes a part of the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { act, type ComponentProps, type ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../library/dataset-record';
import { memoryRunBackend } from '../library/memory-run-backend';
import { createRunRepository } from '../library/run-repository';
import { aRun } from '../library/testing/runs';
import { useDatasets } from '../state/datasets';
import { useLesson } from '../state/lesson';
import { loadLibrary } from '../state/library';
import { useRun } from '../state/run-store';
import { setSlice } from '../state/testing/set-slice';
import { ChartReading } from '../ui/charts/chart-reading';
import { composePicture } from '../ui/charts/compose-picture';
import { RunLegend } from '../ui/charts/run-legend';
import { FaultAlert } from '../ui/controls/fault-alert';
import { DatasetsPanel } from '../ui/datasets/datasets-panel';
import { ConfusionTable } from '../ui/evaluation/confusion-table';
import { TaskCard } from '../ui/lesson/task-card';
import { RunsPanel } from '../ui/runs/runs-panel';
import { renderForTest } from '../ui/shared/render-for-test';
import { STOPS } from '../ui/tour/stops';

const NAME = '<img src=x onerror=alert(1)>"&lt;b&gt;';
const EVIL = 'img[src="x"], script, [onerror], [onload], b b';

const curve = { steps: [1, 2], values: [1, 0.5], seconds: [1, 2], length: 2 };
const curves = { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve };
const line = {
  name: 'validation',
  run: NAME,
  colour: '#000',
  dash: [],
  marked: false,
  curve,
} as unknown as ComponentProps<typeof ChartReading>['readings'][number]['line'];
const dataset: DatasetRecord = {
  version: 1,
  id: 'own-0123456789ab',
  kind: 'labelled',
  name: NAME,
  classNames: [NAME, `2${NAME}`],
  createdAt: 1000,
  counts: { train: 1, validation: 0, test: 0, unlabelled: 0 },
  preparation: 'none',
  files: [NAME],
  classCounts: [1, 0],
  samples: new Uint8Array(784),
  sampleLabels: new Uint8Array(1),
  means: new Uint8Array(1568),
};

beforeEach(async () => {
  const repository = createRunRepository(memoryRunBackend());
  for (const id of ['a', 'b']) await repository.saveRun(aRun(id, { name: NAME, curves }), []);
  await loadLibrary(repository);
  setSlice(useDatasets, { records: [dataset], notes: [NAME], problem: NAME, isLoaded: true });
  setSlice(useLesson, { lesson: undefined, task: NAME, compare: [], problems: [NAME] });
  const fault = { code: 'invalid-file', message: NAME, remedy: 'dismiss', detail: NAME } as const;
  setSlice(useRun, (now) => ({
    fault,
    dataset: { ...now.dataset, name: NAME, classNames: Array.from({ length: 10 }, (_, i) => `${i}${NAME}`) },
  }));
});

const reading = (id: string) => ({ runId: id, line, text: NAME });
const PARTS: readonly (readonly [string, () => ReactNode])[] = [
  ['the list of runs', () => <RunsPanel />],
  ['the data sets', () => <DatasetsPanel />],
  ['a task', () => <TaskCard />],
  ['a fault', () => <FaultAlert />],
  [
    'the confusion matrix',
    () => (
      <ConfusionTable matrix={new Uint32Array(100)} unit="count" chosen={undefined} onChoose={() => {}} />
    ),
  ],
  [
    "the charts' legend",
    () => (
      <RunLegend
        runs={['a', 'b'].map((id) => ({ id, name: NAME, colour: 0, stepsPerEpoch: 2, curves }))}
        onRemove={() => {}}
      />
    ),
  ],
  [
    "the charts' tooltip",
    () => (
      <ChartReading
        place={NAME}
        readings={['a', 'b'].map(reading)}
        x={0}
        plotWidth={1000}
        fontPx={10}
        end="top"
      />
    ),
  ],
];

describe('a name that is HTML', () => {
  it.each(PARTS)('is text in %s', async (_, part) => {
    const { element } = renderForTest(part());
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    const fields = Array.from(element.querySelectorAll('input'), ({ value }) => value);
    const labels = Array.from(element.querySelectorAll('[aria-label]'), (part) =>
      part.getAttribute('aria-label'),
    );
    expect([element.textContent, ...fields, ...labels].join('\n').includes(NAME)).toBe(true);
    expect(document.querySelectorAll(EVIL)).toHaveLength(0);
  });

  it('is text in a saved picture, whatever else is in it', () => {
    const name = `${NAME}\u0007\0\uD800`;
    const { svg } = composePicture({
      title: name,
      legend: [{ text: name, colour: '#000', width: 1, dash: [], marked: true }],
      plot: '<svg></svg>',
      plotWidth: 100,
      plotHeight: 100,
      fontFamily: 'serif',
      ink: '#000',
      background: '#fff',
    });
    expect(svg).not.toContain('<img');
    // What no XML may hold: https://www.w3.org/TR/xml/#charsets
    expect(svg).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*$/u);
    expect(svg).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;lt;b&amp;gt;\uFFFD\uFFFD\uFFFD');
  });

  it('cannot come into the tour, whose cards are HTML', () => {
    for (const { title, text } of STOPS) expect(title + text).not.toMatch(/[<>&]/);
  });

  it('has no way past React: nothing in the page makes elements of text', () => {
    const source = join(dirname(fileURLToPath(import.meta.url)), '..');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?<!\.test)\.(tsx?|js|html)$/.test(name),
    );
    expect(files.length).toBeGreaterThan(500);
    const guilty = files.filter((name) =>
      /\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|dangerouslySet|createContextualFragment|srcdoc|setHTML|\beval\(|new Function\(/.test(
        readFileSync(join(source, name), 'utf8'),
      ),
    );
    expect(guilty).toEqual([]);
  });
});

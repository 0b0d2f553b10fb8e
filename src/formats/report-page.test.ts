// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MNIST } from '../core/dataset';
import { aRun } from '../library/testing/runs';
import { reportPage } from './report-page';

const AT = new Date('2026-11-26T12:00:00Z');
const curve = { steps: [1, 2, 3], values: [2, Number.NaN, 0.5], seconds: [1, 2, 3], length: 3 };
const record = aRun('a', {
  name: '<img src=x onerror=alert(1)> & "co"',
  test: { step: 10, loss: 0.1, accuracyFraction: 0.5 },
  curves: { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve },
});
const findings = {
  labels: Uint8Array.of(7, 7, 1, 0),
  predicted: Uint8Array.of(7, 1, 7, 0),
  confidences: Float32Array.of(1, 0.75, 0.5, 1),
  mistakes: Uint32Array.of(1, 2),
  pixels: new Uint8Array(2 * 784).fill(255, 784),
};
const page = (with_: typeof findings | undefined) =>
  new DOMParser().parseFromString(
    reportPage({ record, dataset: MNIST, findings: with_, at: AT }),
    'text/html',
  );

describe('the report as a page', () => {
  it('shows names as they were typed, and runs nothing of them', () => {
    const report = page(findings);
    expect(report.querySelector('h1')?.textContent).toBe(record.name);
    expect(report.querySelectorAll('script, [onerror]')).toHaveLength(0);
    expect(report.body.textContent).toContain('printed 2026-11-26');
    expect(report.body.textContent).toContain('50.00%');
  });

  it('counts what was read as what', () => {
    const rows = [...page(findings).querySelectorAll('table')].find(
      (table) => table.rows.length === 11,
    )!.rows;
    const cells = (row: number) => Array.from(rows[row]!.cells, ({ textContent }) => textContent);
    expect(cells(8)).toEqual(['7', '0', '1', '0', '0', '0', '0', '0', '1', '0', '0']);
    expect(cells(2)).toEqual(['1', '0', '0', '0', '0', '0', '0', '0', '1', '0', '0']);
    expect(page(findings).querySelector('pre')?.textContent).toMatch(/accuracy\s+0\.5000\s+4/);
  });

  it('has a picture of each mistake, black on white', () => {
    const report = page(findings);
    const items = [...report.querySelectorAll('.digits li')];
    expect(items.map(({ textContent }) => textContent)).toEqual(['7 as 1, 75%', '1 as 7, 50%']);
    const [blank, full] = items.map((item) => atob(item.querySelector('img')!.src.split(',')[1]!));
    expect(blank!.slice(0, 2)).toBe('BM');
    expect(blank).toHaveLength(54 + 1024 + 784);
    // The palette's entry for each pixel: white paper, black ink.
    expect([blank!.charCodeAt(1078), blank!.charCodeAt(54)]).toEqual([0, 255]);
    expect([full!.charCodeAt(1078), full!.charCodeAt(54 + 4 * 255)]).toEqual([255, 0]);
  });

  it('leaves out what was not measured', () => {
    const report = page(undefined);
    expect(report.querySelector('pre')).toBeNull();
    expect(report.querySelectorAll('polyline')).toHaveLength(4);
    for (const line of report.querySelectorAll('polyline'))
      expect(line.getAttribute('points')).not.toContain('NaN');
  });
});

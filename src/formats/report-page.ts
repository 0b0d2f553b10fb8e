/**
 * The report of a run as a page of its own, to print or to hand in: settings, curves, the test digits' confusion matrix and
 * report, and some of its mistakes. One file, that asks for nothing else; a print style keeps its parts together.
 */
import { classificationReport, formatReport } from '../core/classification-report';
import type { Dataset } from '../core/dataset';
import { FIELD_KEYS, FIELDS, formatField, needsAugmentation } from '../core/experiment';
import { changeWords } from '../core/experiment/what-changed';
import type { Curve, RunRecord } from '../library/run-record';
import { bitmapAddress } from './bitmap';

const SIDE = 28;
const DIGITS = 4;

interface Findings {
  /** uint8 [n], likewise. */
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  /** float32 [n], 0..1. */
  readonly confidences: Float32Array;
  /** Places of mistakes among them, and their pixels, uint8 [m, 784]. */
  readonly mistakes: Uint32Array;
  readonly pixels: Uint8Array;
}

interface Report {
  readonly record: RunRecord;
  readonly dataset: Dataset;
  /** What the network made of the test digits; undefined where they were not read. */
  readonly findings: Findings | undefined;
  readonly at: Date;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)}%`;

/** The page's HTML. Whatever was typed by people is escaped. */
export function reportPage({ record, dataset, findings, at }: Report): string {
  const name = escaped(record.name);
  const parts = [
    `<h1>${name}</h1>`,
    `<p>A run of Inkling on ${escaped(dataset.name)}, printed ${at.toISOString().slice(0, 10)}.</p>`,
    facts(record),
    curves(record),
    ...(findings ? [matrix(findings, dataset), mistakes(findings, dataset)] : []),
    settings(record),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}: report</title>
<style>${STYLE}</style>
<body>
${parts.join('\n')}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light; font: 11pt/1.4 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .4rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .5rem; text-align: end; border-bottom: 1px solid #ccc; } th:first-child { text-align: start; }
td[data-right] { font-weight: 700; } td[data-none] { color: #999; }
pre { font-size: .8rem; } svg { width: 100%; height: auto; }
.digits { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.digits img { width: 3.5rem; height: 3.5rem; image-rendering: pixelated; border: 1px solid #ccc; display: block; }
.digits li { font-size: .75rem; text-align: center; }
section { break-inside: avoid; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; } }
`;

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>\n${content}</section>`;
}

function facts({ best, last, test, trainSeconds, step, totalSteps, temperature }: RunRecord): string {
  const rows = [
    ['Best validation accuracy', best ? percent(best.accuracyFraction) : 'not measured'],
    ['Last validation accuracy', last ? percent(last.accuracyFraction) : 'not measured'],
    ['Test accuracy', test ? percent(test.accuracyFraction) : 'not measured'],
    ['Steps', `${step} of ${totalSteps}`],
    ['Seconds of training', trainSeconds.toFixed(1)],
    ['Temperature of its confidence', temperature.toFixed(3)],
  ];
  return section('Outcome', table(rows));
}

const table = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map(([head, value]) => `<tr><th scope="row">${escaped(head!)}</th><td>${escaped(value!)}</td></tr>`).join('')}</table>`;

function settings({ experiment, began, changes }: RunRecord): string {
  const rows = FIELD_KEYS.filter((key) => experiment.augment || !needsAugmentation(key)).map((key) => [
    FIELDS[key].label,
    formatField(experiment[key]),
  ]);
  const onTheWay = changeWords(began, changes);
  const words = onTheWay.length > 0 ? `<p>Changed on the way: ${escaped(onTheWay.join('; '))}.</p>` : '';
  return section('Settings', table(rows) + words);
}

function curves({ curves: measured, totalSteps }: RunRecord): string {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = measured;
  if (trainLoss.length + validationLoss.length === 0) return '';
  return [
    section('Loss', chart('Loss', trainLoss, validationLoss, totalSteps)),
    section('Accuracy', chart('Accuracy', trainAccuracy, validationAccuracy, totalSteps)),
  ].join('\n');
}

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 46;
const BOTTOM = 20;

/** Two lines over the steps. What is not a number is left out. */
function chart(title: string, training: Curve, validation: Curve, totalSteps: number): string {
  const points = (curve: Curve) =>
    curve.values.flatMap((value, i) => (Number.isFinite(value) ? [{ step: curve.steps[i]!, value }] : []));
  const both = [points(training), points(validation)];
  const values = both.flat().map(({ value }) => value);
  const least = values.reduce((least, value) => Math.min(least, value), Infinity);
  const greatest = values.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  const steps = both.flat().reduce((most, { step }) => Math.max(most, step), Math.min(totalSteps, 1));
  const x = (step: number): string => (LEFT + ((WIDTH - LEFT) * step) / Math.max(1, steps)).toFixed(1);
  const y = (value: number): string =>
    (5 + ((HEIGHT - BOTTOM - 10) * (greatest - value)) / Math.max(greatest - least, 1e-12)).toFixed(1);
  const line = (of: ReturnType<typeof points>, style: string): string =>
    `<polyline fill="none" ${style} points="${of.map(({ step, value }) => `${x(step)},${y(value)}`).join(' ')}"/>`;
  const text = (at: number, words: string): string => `<text x="0" y="${at}" font-size="11">${words}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title} of training and validation digits by step">
${line(both[0]!, 'stroke="#888" stroke-width="1"')}${line(both[1]!, 'stroke="#06c" stroke-width="2"')}
${text(14, greatest.toPrecision(3))}${text(HEIGHT - BOTTOM, least.toPrecision(3))}
<text x="${LEFT}" y="${HEIGHT - 4}" font-size="11">training digits grey, validation digits blue; ${steps} steps</text></svg>`;
}

function matrix({ labels, predicted }: Findings, { classNames }: Dataset): string {
  const size = classNames.length;
  const counts = new Uint32Array(size * size);
  for (const [i, label] of labels.entries()) counts[label * size + predicted[i]!]!++;
  const names = classNames.map(escaped);
  const rows = names.map((name, truth) => {
    const cells = names.map((_, reading) => {
      const count = counts[truth * size + reading]!;
      return `<td${truth === reading ? ' data-right' : count === 0 ? ' data-none' : ''}>${count}</td>`;
    });
    return `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`;
  });
  const head = `<tr><th></th>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr>`;
  const report = formatReport(classificationReport(counts), DIGITS);
  return [
    section(
      'Confusion matrix of the test digits',
      `<p>Rows: what they are. Columns: what they were read as.</p><table>${head}${rows.join('')}</table>`,
    ),
    section('Report', `<pre>${escaped(report)}</pre>`),
  ].join('\n');
}

function mistakes(
  { labels, predicted, confidences, mistakes: places, pixels }: Findings,
  { classNames }: Dataset,
): string {
  if (places.length === 0) return '';
  const items = Array.from(places, (place, i) => {
    const [truth, reading] = [classNames[labels[place]!]!, classNames[predicted[place]!]!].map(escaped);
    const picture = bitmapAddress(pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), SIDE);
    return `<li><img src="${picture}" alt="a handwritten ${truth}">${truth} as ${reading}, ${(100 * confidences[place]!).toFixed(0)}%</li>`;
  });
  return section('Mistakes it was surest of', `<ul class="digits">${items.join('')}</ul>`);
}

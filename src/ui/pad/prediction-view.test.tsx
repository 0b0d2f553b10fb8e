import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ProbabilityBars } from './probability-bars';
import { NO_NUMBER, numberPredictionOf } from './prediction';
import { PredictionView } from './prediction-view';
import { SecondPrediction } from './second-prediction';

// The page's contract: other people's scripts read these attributes.
const markup = (element: ReactElement) => renderToStaticMarkup(<MantineProvider>{element}</MantineProvider>);
const UNEVEN = [0.001, 0, 0, 0, 0, 0, 0, 0.9012345678, 0, 0.0977654322];

const judged = (...rows: readonly (readonly number[])[]) => ({
  probabilities: Float32Array.from(rows.flat()),
  uncertainties: rows.map(() => undefined),
});
const several = (...rows: readonly (readonly number[])[]) => numberPredictionOf(judged(...rows));
const view = (...rows: readonly (readonly number[])[]) =>
  markup(<PredictionView reading={several(...rows)} source="own" placeholder="" />);

describe('prediction', () => {
  it('carries digit, unrounded confidence, state and whose answer it is', () => {
    const html = view([0, 0, 0, 0, 0, 0, 0, 0.90625, 0, 0.09375]);
    expect(html).toContain(
      'data-testid="prediction" data-value="7" data-confidence="0.90625" data-state="sure" data-source="own"',
    );
    expect(html).toContain('It’s a 7 — 91% sure');
  });

  it('carries a whole number with the smallest confidence of its digits', () => {
    const html = view([0.75, 0, 0, 0, 0, 0, 0, 0.25, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0.9375, 0, 0.0625]);
    expect(html).toContain('data-value="07" data-confidence="0.75" data-state="sure"');
  });

  it('says so when it does not look like a digit', () => {
    const doubted = { ...judged([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]), uncertainties: ['no-digit' as const] };
    const html = markup(<PredictionView reading={numberPredictionOf(doubted)} source="own" placeholder="" />);
    expect(html).toContain('data-value="7" data-confidence="1" data-state="unsure"');
    expect(html).toContain('That does not look like a digit');
  });

  it('reads zero as a digit', () => {
    const html = view([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(html).toContain('data-value="0"');
    expect(html).toMatch(/aria-hidden="true">0</);
  });

  it('is empty without a reading, and says why', () => {
    const html = markup(
      <PredictionView reading={NO_NUMBER} source="reference" placeholder="Train the network first." />,
    );
    expect(html).toContain(
      'data-testid="prediction" data-value="" data-confidence="" data-state="none" data-source=""',
    );
    expect(html).toContain('Train the network first.');
  });
});

describe('the second guess', () => {
  const seven = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
  const one = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
  const guess = (answer: readonly number[], source: 'own' | 'reference', hasCaughtUp: boolean) =>
    markup(
      <SecondPrediction
        guess={judged(seven)}
        answer={several(answer)}
        source={source}
        hasCaughtUp={hasCaughtUp}
      />,
    );

  it('stands beside the answer until the new network has caught up', () => {
    const html = guess(one, 'own', false);
    expect(html).toContain('data-testid="reference-prediction" data-value="7" data-confidence="1"');
    expect(html).toContain('100% sure');
  });

  it('is one quiet line afterwards', () => {
    expect(guess(one, 'own', true)).toContain('The pretrained network reads 7 instead.');
    expect(guess(seven, 'own', true)).toContain('The pretrained network reads 7 too.');
  });

  it('is not given twice when it is the answer', () => {
    const html = guess(seven, 'reference', false);
    expect(html).not.toContain('reference-prediction');
    expect(html).toContain('Press Train');
  });
});

describe('probabilities', () => {
  it('carry all ten, unrounded', () => {
    const html = markup(<ProbabilityBars probabilities={UNEVEN} best={7} />);
    for (const [digit, probability] of UNEVEN.entries()) {
      expect(html).toContain(`data-testid="probability-${digit}" data-value="${probability}"`);
    }
    expect(html.match(/role="meter"/g)).toHaveLength(10);
    expect(html.match(/data-best="true"/g)).toHaveLength(1);
  });

  it('are empty without a reading', () => {
    const html = markup(<ProbabilityBars probabilities={undefined} best={undefined} />);
    expect(html.match(/data-testid="probability-\d" data-value=""/g)).toHaveLength(10);
  });
});

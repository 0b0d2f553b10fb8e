import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ProbabilityBars } from './probability-bars';
import { readingOf } from './reading';
import { ReadingView } from './reading-view';

// The page's contract: other people's scripts read these attributes.
const markup = (element: ReactElement) => renderToStaticMarkup(<MantineProvider>{element}</MantineProvider>);
const UNEVEN = [0.001, 0, 0, 0, 0, 0, 0, 0.9012345678, 0, 0.0977654322];

describe('prediction', () => {
  it('carries digit, unrounded confidence and state', () => {
    const html = markup(<ReadingView reading={readingOf(UNEVEN)} placeholder="" />);
    expect(html).toContain(
      'data-testid="prediction" data-value="7" data-confidence="0.9012345678" data-state="sure"',
    );
    expect(html).toContain('It’s a 7 — 90% sure');
  });

  it('reads zero as a digit', () => {
    const html = markup(<ReadingView reading={readingOf([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])} placeholder="" />);
    expect(html).toContain('data-value="0"');
    expect(html).toMatch(/aria-hidden="true">0</);
  });

  it('is empty without a reading, and says why', () => {
    const html = markup(<ReadingView reading={{ state: 'none' }} placeholder="Train the network first." />);
    expect(html).toContain('data-testid="prediction" data-value="" data-confidence="" data-state="none"');
    expect(html).toContain('Train the network first.');
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

import { describe, expect, it } from 'vitest';
import { endedTitle, runningTitle, TabTitle } from './tab-title';

const running = { status: 'training', doneFraction: 0.439, accuracyFraction: 0.98199 } as const;
const finished = { status: 'finished', doneFraction: 1, accuracyFraction: 0.98199 } as const;

describe('the title of a run', () => {
  it('says how far it is and how well it reads, never more than is true', () => {
    expect(runningTitle(running)).toBe('43% · 98.1% – Inkling');
    expect(runningTitle({ ...running, accuracyFraction: undefined })).toBe('43% – Inkling');
    expect(runningTitle({ ...running, accuracyFraction: 0.9999 })).toBe('43% · 99.9% – Inkling');
    expect(runningTitle({ ...running, status: 'paused' })).toBe('❚❚ 43% · 98.1% – Inkling');
    expect(runningTitle({ ...running, doneFraction: undefined })).toBeUndefined();
    expect(runningTitle(finished)).toBeUndefined();
  });

  it('marks an end', () => {
    expect(endedTitle(finished)).toBe('✓ 98.1% – Inkling');
    expect(endedTitle({ ...finished, status: 'failed' })).toBe('✗ Inkling');
    expect(endedTitle(running)).toBeUndefined();
  });
});

describe('the tab', () => {
  const aPage = () => ({ title: 'Inkling: own', visibilityState: 'visible' as DocumentVisibilityState });

  it('has its own title again when a run ends in view', () => {
    const page = aPage();
    const tab = new TabTitle(page);
    tab.show(running);
    expect(page.title).toBe('43% · 98.1% – Inkling');
    tab.show(finished);
    expect(page.title).toBe('Inkling: own');
  });

  it('keeps the mark of a run that ended out of view until somebody looks', () => {
    const page = aPage();
    const tab = new TabTitle(page);
    tab.show(running);
    page.visibilityState = 'hidden';
    tab.visibilityChanged();
    tab.show(finished);
    tab.show({ ...finished, accuracyFraction: 0.99 });
    expect(page.title).toBe('✓ 98.1% – Inkling');
    page.visibilityState = 'visible';
    tab.visibilityChanged();
    expect(page.title).toBe('Inkling: own');
  });

  it('is left alone while there is no run', () => {
    const page = aPage();
    new TabTitle(page).show({ status: 'ready', doneFraction: undefined, accuracyFraction: undefined });
    expect(page.title).toBe('Inkling: own');
  });
});

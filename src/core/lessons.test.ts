import { describe, expect, it } from 'vitest';
import { parseAddress } from './experiment-url';
import { expandSeries, parseSeriesSetting } from './experiment/series';
import { LESSON_IDS } from './lesson-ids';
import { lessonOf, LESSONS } from './lessons';

/** Names of the page's buttons that scripts look for. */
const TAKEN = /Train|Stop|Reset|Clear|Evaluate|Pause|Resume|Undo/;

describe('LESSONS', () => {
  it('are the six that links name', () => {
    expect(LESSONS.map(({ id }) => id)).toEqual(LESSON_IDS);
    expect(LESSON_IDS).toEqual([
      'learning-rate',
      'dropout',
      'augmentation',
      'depth-and-width',
      'no-hidden-layer',
      'doubt',
    ]);
    expect(lessonOf('doubt')?.title).toBe('Doubt and calibration');
    expect(lessonOf('other')).toBeUndefined();
  });

  // "no-hidden-layer" needs hidden=none.
  it.each(LESSONS)(
    '$id: settings that the page takes, and a series that it can train',
    ({ query, series }) => {
      const { experiment, problems } = parseAddress(`?${query}`);
      expect(problems).toEqual([]);
      const settings = series!.settings.map(({ key, text }) => parseSeriesSetting(key, text));
      expect(settings.filter(({ ok }) => !ok)).toEqual([]);
      const runs = expandSeries(
        experiment,
        settings.flatMap((setting) => (setting.ok ? [setting.value] : [])),
      );
      expect(runs.ok && runs.value.length).toBeGreaterThanOrEqual(2);
      expect(runs.ok && runs.value.length).toBeLessThanOrEqual(6);
    },
  );

  it.each(LESSONS)('$id: three or four steps, one question, and buttons of its own', (lesson) => {
    expect(lesson.steps.length).toBeGreaterThanOrEqual(3);
    expect(lesson.steps.length).toBeLessThanOrEqual(4);
    expect(lesson.question).toMatch(/^[^?]+\?$/);
    expect(lesson.title).not.toMatch(TAKEN);
    expect(lesson.series?.label).not.toMatch(TAKEN);
    expect(lesson.seen.length).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { parseAddress } from './experiment-url';
import { lessonLink, MAX_TASK_LENGTH, NO_LESSON, parseLesson, withLesson } from './lesson-address';
import { PRESETS } from './presets';

const IDS = ['dropout', 'depth'];

describe('parseLesson', () => {
  it('reads a lesson, a task and runs', () => {
    expect(
      parseLesson('?lr=1&lesson=depth&task=Which+one%3F%20%3Cb%3Ewhy%3C/b%3E&compare=a,b-2,a', IDS),
    ).toEqual({ lesson: 'depth', task: 'Which one? <b>why</b>', compare: ['a', 'b-2'], problems: [] });
  });

  it('is nothing where nothing is said', () => {
    expect(parseLesson('?preset=quick', IDS)).toEqual({ ...NO_LESSON, problems: [] });
  });

  it('keeps a task in one line and as it reads', () => {
    expect(parseLesson('?task=%20one%0A%0Atwo%E2%80%AEeerht%00 ', IDS).task).toBe('one two eerht');
  });

  it.each([
    ['lesson', 'cooking'],
    ['lesson', ''],
    ['task', ''],
    ['task', '%20%0A'],
    ['task', 'x'.repeat(MAX_TASK_LENGTH + 1)],
    ['compare', ''],
    ['compare', 'a,,b'],
    ['compare', 'a/last'],
    ['compare', '1,2,3,4,5,6,7,8,9'],
  ])('names the parameter for %s=%s and keeps the rest', (param, value) => {
    const rest = { lesson: 'depth', task: 'Look.', compare: 'a' };
    const query = new URLSearchParams(Object.entries(rest).filter(([key]) => key !== param));
    const { problems, ...read } = parseLesson(`?${query}&${param}=${value}`, IDS);
    expect(problems.map((problem) => problem.param)).toEqual([param]);
    expect(problems[0]!.message).toContain(`${param} must be `);
    expect(problems[0]!.message.length).toBeLessThan(200);
    expect(read).toEqual({
      lesson: 'depth',
      task: 'Look.',
      compare: ['a'],
      [param]: NO_LESSON[param as 'task'],
    });
  });

  it('takes a task of exactly the greatest length', () => {
    expect(parseLesson(`?task=${'x'.repeat(MAX_TASK_LENGTH)}`, IDS).problems).toEqual([]);
  });
});

describe('withLesson', () => {
  it('takes the place of what was there and leaves the settings', () => {
    expect(
      withLesson('?preset=quick&lesson=depth&task=old&lr=0.1', { ...NO_LESSON, compare: ['a', 'b'] }),
    ).toBe('?preset=quick&lr=0.1&compare=a,b');
  });
});

describe('lessonLink', () => {
  it('is a link to the page just so', () => {
    const lesson = { lesson: undefined, task: 'Why 50% & not 100%? #1', compare: ['a', 'b'] };
    const experiment = { ...PRESETS.quick.experiment, dropout: 0.5 };
    const link = lessonLink('https://example.org/ink/', experiment, lesson, 'runs');
    expect(link).toBe(
      'https://example.org/ink/?preset=quick&dropout=0.5&task=Why+50%25+%26+not+100%25%3F+%231&compare=a,b#runs',
    );
    const { search } = new URL(link);
    expect(parseLesson(search, IDS)).toEqual({ ...lesson, problems: [] });
    expect(parseAddress(search)).toEqual({ experiment, autostart: false, embed: false, problems: [] });
  });
});

import { Anchor, Button, Text } from '@mantine/core';
import { type Lesson, lessonOf } from '../../core/lessons';
import { closeLesson, missingRuns, useLesson } from '../../state/lesson';
import { useLibrary } from '../../state/library-store';
import { Panel } from '../shared/panel';
import { LessonRuns } from './lesson-series';
import classes from './lesson.module.css';
import { SECTION_NAMES } from './section-names';

function missingWords(missing: readonly string[]): string {
  const which = missing.length === 1 ? 'One run' : `${missing.length} runs`;
  return `${which} of this link cannot be shown: runs stay in the browser that trained them (${missing.join(', ')}).`;
}

function LessonBody({ question, steps, seen, series, query, section }: Lesson) {
  return (
    <>
      <Text className={classes['question']}>{question}</Text>
      <ol className={classes['steps']}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className={classes['buttons']}>
        {series && <LessonRuns query={query} series={series} />}
        <Anchor size="sm" className={classes['go']} href={`#${section}`}>
          Go to “{SECTION_NAMES[section]}”
        </Anchor>
      </div>
      <details className={classes['seen']}>
        <summary>What there was to see</summary>
        {seen.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </details>
    </>
  );
}

/** The task that the address brings: a teacher's own words, one of our lessons, or both. Nothing when it brings none. */
export function TaskCard() {
  const { lesson: id, task, compare, problems } = useLesson();
  const missing = useLibrary((library) => missingRuns(compare, library).join());
  const lesson = lessonOf(id);
  const sentences = [...problems, ...(missing === '' ? [] : [missingWords(missing.split(','))])];
  if (!lesson && task === undefined && sentences.length === 0) return null;
  return (
    <div data-testid="task-card" data-value={id ?? ''}>
      <Panel
        title={lesson?.title ?? (task === undefined ? 'From the address' : 'Your task')}
        actions={
          <Button size="compact-sm" variant="subtle" onClick={closeLesson}>
            Put away
          </Button>
        }
      >
        {sentences.map((sentence) => (
          <Text key={sentence} size="sm" className={classes['problem']} role="alert">
            {sentence}
          </Text>
        ))}
        {task !== undefined && (
          <Text className={classes['task']} data-testid="task" dir="auto">
            {task}
          </Text>
        )}
        {lesson && <LessonBody key={lesson.id} {...lesson} />}
      </Panel>
    </div>
  );
}

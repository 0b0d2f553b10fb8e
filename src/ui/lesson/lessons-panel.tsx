import { Text, Title } from '@mantine/core';
import { LESSONS } from '../../core/lessons';
import { linkToLesson, openLesson, useLesson } from '../../state/lesson';
import { isRunning, useRun } from '../../state/run-store';
import { CopyLink } from '../shared/copy-link';
import { Panel } from '../shared/panel';
import { SteadyButton } from '../shared/steady-button';
import classes from './lesson.module.css';
import { MakeLesson } from './make-lesson';

/** Our six lessons, each with its link, and the form that makes one of the page as it stands. */
export function LessonsPanel() {
  const open = useLesson(({ lesson }) => lesson);
  const running = useRun((run) => isRunning(run.status));
  return (
    <Panel
      title="Lessons"
      hint="Five minutes each: a question, a few steps, and what there was to see. Opening one changes the settings; your runs stay."
    >
      {running && (
        <Text size="sm" className={classes['soft']}>
          A run is under way: a lesson can be opened when it has ended.
        </Text>
      )}
      <ul className={classes['lessons']}>
        {LESSONS.map((lesson) => (
          <li
            key={lesson.id}
            className={classes['lesson']}
            data-testid={`lesson-${lesson.id}`}
            data-value={lesson.id === open ? 'open' : ''}
          >
            <Title order={3} size="h5">
              {lesson.title}
            </Title>
            <Text size="sm">{lesson.question}</Text>
            <div className={classes['buttons']}>
              <SteadyButton
                size="sm"
                variant="light"
                unavailable={running}
                aria-label={`Open the lesson: ${lesson.title}`}
                onClick={() => openLesson(lesson)}
              >
                Open
              </SteadyButton>
              <CopyLink link={() => linkToLesson(lesson)} of={lesson.title} />
            </div>
          </li>
        ))}
      </ul>
      <MakeLesson />
    </Panel>
  );
}

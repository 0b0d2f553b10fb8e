import { Checkbox, NativeSelect, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { MAX_COMPARED, MAX_TASK_LENGTH, oneLine } from '../../core/lesson-address';
import { linkToPage, useLesson } from '../../state/lesson';
import { useLibrary } from '../../state/library-store';
import { CopyLink } from '../shared/copy-link';
import classes from './lesson.module.css';
import { SECTION_NAMES, type SectionName, sectionOf } from './section-names';

const SECTIONS = Object.entries(SECTION_NAMES).map(([value, label]) => ({ value, label }));

/** Where the page stands; of this very form's section, the one that most lessons begin with. */
function sectionNow(): SectionName {
  const section = sectionOf(window.location.hash);
  return section === 'lessons' ? '' : section;
}

const comparedWords = (count: number): string =>
  `With the ${count === 1 ? 'run that is' : `${count} runs that are`} compared now (only in this browser: runs do not travel in a link)`;

/** For teachers: the page as it stands, with a task, as one link. */
export function MakeLesson() {
  const lesson = useLesson(({ lesson }) => lesson);
  const comparedIds = useLibrary((library) => library.comparedIds);
  const [text, setText] = useState(() => useLesson.getState().task ?? '');
  const [section, setSection] = useState(sectionNow);
  const [withRuns, setWithRuns] = useState(false);
  const [withLesson, setWithLesson] = useState(false);
  const compared = comparedIds.slice(0, MAX_COMPARED);
  const task = oneLine(text);
  const compose = (): string =>
    linkToPage(
      {
        lesson: withLesson ? lesson : undefined,
        task: task === '' ? undefined : task,
        compare: withRuns ? compared : [],
      },
      section,
    );
  return (
    <div className={classes['form']} role="group" aria-label="Make a lesson of this page">
      <Title order={3} size="h5">
        Make a lesson of this page
      </Title>
      <Text size="sm" className={classes['soft']}>
        Set the page up as your class is to find it, write a task, and hand the link on. It carries all
        settings; nothing is sent anywhere but with the link.
      </Text>
      <Textarea
        label="Task"
        description={`A sentence or two. ${MAX_TASK_LENGTH - text.length} of ${MAX_TASK_LENGTH} characters left.`}
        rows={3}
        maxLength={MAX_TASK_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        label="What is open"
        data={SECTIONS}
        value={section}
        onChange={(event) => setSection(event.currentTarget.value as SectionName)}
      />
      {lesson !== undefined && (
        <Checkbox
          label="With the steps of the lesson that is open"
          checked={withLesson}
          onChange={(event) => setWithLesson(event.currentTarget.checked)}
        />
      )}
      {compared.length > 0 && (
        <Checkbox
          label={comparedWords(compared.length)}
          checked={withRuns}
          onChange={(event) => setWithRuns(event.currentTarget.checked)}
        />
      )}
      <div className={classes['buttons']}>
        <CopyLink link={compose} of="this page as a lesson" />
      </div>
    </div>
  );
}

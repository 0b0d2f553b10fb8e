import { ChallengePanel } from '../ui/challenge/challenge-panel';
import { LessonsPanel } from '../ui/lesson/lessons-panel';
import classes from './sections.module.css';

export function LessonsSection() {
  return (
    <div className={classes['columns']}>
      <LessonsPanel />
      <ChallengePanel />
    </div>
  );
}

import { TaskCard } from '../ui/lesson/task-card';
import { lazyPart } from './late-part';
import { LazyPart } from './lazy-part';

// Apart, so that the shell need not know what it is made of.
const FileDoor = lazyPart(() => import('../ui/files/file-door').then((part) => part.FileDoor));

/** Above all else: what came of a file, and a lesson's task. */
export function TopNotes() {
  return (
    <>
      <LazyPart part="what takes files" height={0}>
        <FileDoor />
      </LazyPart>
      <TaskCard />
    </>
  );
}

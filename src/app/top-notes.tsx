import { FileDoor } from '../ui/files/file-door';
import { TaskCard } from '../ui/lesson/task-card';

/** Above all else: what came of a file, and a lesson's task. */
export function TopNotes() {
  return (
    <>
      <FileDoor />
      <TaskCard />
    </>
  );
}

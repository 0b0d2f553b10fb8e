import { Anchor, Paper, Text } from '@mantine/core';
import { useLibrary } from '../../state/library-store';
import classes from './run-notes.module.css';

/** Says that the run on screen is not stored and why, wherever on the page its visitor is; gone when it is stored after all. */
export function UnkeptNote() {
  const isUnkept = useLibrary(
    ({ unkept, currentId }) => unkept !== undefined && unkept.record.id === currentId,
  );
  const problem = useLibrary((library) => library.problem);
  if (!isUnkept || problem === undefined) return null;
  return (
    <Paper component="section" aria-label="Not kept" className={classes['card']} data-testid="unkept">
      <Text size="sm" role="status">
        This run is not kept. {problem}
      </Text>
      <Anchor href="#runs" size="sm">
        Make room among your runs, or save this one as a file
      </Anchor>
    </Paper>
  );
}

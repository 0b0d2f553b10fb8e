import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const MCNEMAR = {
  title: 'Dietterich, Approximate statistical tests for comparing classifiers (1998)',
  href: 'https://doi.org/10.1162/089976698300017197',
};

/** What the list of runs is for and what to look for. */
export function RunsWords() {
  return (
    <Explanation source={MCNEMAR}>
      Every run is kept in this browser until you delete it. Change one setting, train again, and see what it
      did: each run says how it differs from the one on screen, and “Compare” lays its curves beside. Be slow
      to call one better: another <Term of="seed" /> alone moves the <Term of="accuracy" /> by a few tenths of
      a point. Side by side, two runs are put to the same <Term of="test digits" />, and you are told whether
      chance could have made the difference.
    </Explanation>
  );
}

import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const REHEARSAL = {
  title: 'Robins (1995) on forgetting and rehearsal',
  href: 'https://doi.org/10.1080/09540099550039318',
};

/** What fine-tuning does and why it takes more than the visitor's own digits. */
export function HandWords() {
  return (
    <Explanation source={REHEARSAL}>
      <Term of="fine-tuning" /> on your digits alone would make the network forget everybody else’s, so each{' '}
      <Term of="step" /> mixes a few of yours with many old ones, and a copy is taught first. Compare the{' '}
      <Term of="test digits" /> before and after: what it learned of you should not have cost the others
      anything.
    </Explanation>
  );
}

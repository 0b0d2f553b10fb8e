import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const SOURCE = {
  title: 'Recht and others, Do ImageNet classifiers generalize to ImageNet? (2019)',
  href: 'https://arxiv.org/abs/1902.10811',
};

/** What the table is made of, and why it cheats a little. */
export function ChallengeWords() {
  return (
    <Explanation source={SOURCE}>
      These places come from the <Term of="test digits" />, and so they flatter. Of twenty runs that are
      equally good, one is luckiest on these 10,000 digits: who trains often and keeps the best chooses by
      luck, and new handwriting would be read a little worse than the table says. The honest way: choose by
      the <Term of="validation digits" />, as often as you like, and look at the test digits once, when the
      choice is made. Two runs that are less than about 0.2 points apart have not been told apart.
    </Explanation>
  );
}

import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const NIELSEN = {
  title: 'Michael Nielsen, Neural Networks and Deep Learning, chapter 1',
  href: 'http://neuralnetworksanddeeplearning.com/chap1.html',
};

/** What the Train panel shows and what to look for. */
export function TrainingWords() {
  return (
    <Explanation source={NIELSEN}>
      The network reads digits whose <Term of="label">labels</Term> are known, a batch at a time, and after
      each batch changes its <Term of="weight">weights</Term> a little, so that it would have been less wrong:
      that is one <Term of="step" />. Training is its <Term of="accuracy" /> on the digits that it learns
      from, Validation on <Term of="validation digits">digits kept out of it</Term>. Look for both to climb
      fast at first, then slowly; only the second says how well it reads what is new.
    </Explanation>
  );
}

import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const BOUTHILLIER = {
  title: 'Bouthillier and others, Accounting for Variance in Machine Learning Benchmarks (2021)',
  href: 'https://arxiv.org/abs/2103.03098',
};

/** What a series is for, and how not to be fooled by it. */
export function SeriesWords() {
  return (
    <Explanation source={BOUTHILLIER}>
      One run alone says little: another <Term of="seed" /> gives another result. Give each value several
      seeds, and compare the means by how far the runs of one value lie apart; a smaller difference may be
      luck. Choose by the <Term of="validation digits" />, and look at the <Term of="test digits" /> once you
      have chosen: the best of many results flatters.
    </Explanation>
  );
}

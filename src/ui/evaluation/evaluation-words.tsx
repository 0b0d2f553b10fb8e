import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const CLASSIFICATION_METRICS = {
  title: 'scikit-learn user guide, classification metrics',
  href: 'https://scikit-learn.org/stable/modules/model_evaluation.html#classification-metrics',
};

/** What an evaluation shows and what to look for. */
export function EvaluationWords() {
  return (
    <Explanation source={CLASSIFICATION_METRICS}>
      An exam on the <Term of="test digits" />. The <Term of="confusion matrix" /> has the right readings on
      its diagonal; every other square is a kind of mistake. Look for the strongest of those (4 and 9, 3 and 5
      are the usual ones), and for a digit whose <Term of="recall" /> or <Term of="precision" /> lags behind
      the others.
    </Explanation>
  );
}

import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const PRACTICAL_METHODOLOGY = {
  title: 'Goodfellow, Bengio and Courville, Deep Learning, chapter 11',
  href: 'https://www.deeplearningbook.org/contents/guidelines.html',
};

/** What the Settings panel shows and what to look for. */
export function SettingsWords() {
  return (
    <Explanation source={PRACTICAL_METHODOLOGY}>
      What the network is built of and how it learns, called its{' '}
      <Term of="hyperparameter">hyperparameters</Term>: it cannot learn these by itself, so you choose them.
      Change one at a time, train again with the same <Term of="seed" />, and compare the curves. If the{' '}
      <Term of="loss" /> jumps about or grows, try a smaller <Term of="learning rate" />; if it hardly falls,
      a larger one.
    </Explanation>
  );
}

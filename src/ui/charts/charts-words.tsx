import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const CAPACITY_AND_OVERFITTING = {
  title: 'Goodfellow, Bengio and Courville, Deep Learning, chapter 5',
  href: 'https://www.deeplearningbook.org/contents/ml.html',
};

/** What the learning curves show and what to look for. */
export function ChartsWords() {
  return (
    <Explanation source={CAPACITY_AND_OVERFITTING}>
      How wrong the network is (<Term of="loss" />) and how often it is right (<Term of="accuracy" />
      ), <Term of="step" /> by step: on the digits that it is learning from, and now and then on{' '}
      <Term of="validation digits" />. Look for the loss to fall and the two lines to stay together. If
      training goes on improving while validation gets worse, that is <Term of="overfitting" />. Training may
      also look worse than validation, because <Term of="dropout" /> and <Term of="augmentation" /> make its
      digits harder. <Term of="smoothing">Smoothing</Term> calms the training line; a <Term of="log scale" />{' '}
      shows small losses apart, and so does “Detail”, which looks closely at where runs end. Several runs lie
      over each other in a colour and a dash each: by step, by <Term of="epoch" />, or by the seconds that
      they took.
    </Explanation>
  );
}

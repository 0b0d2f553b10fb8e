import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const QMNIST_PAPER = {
  title: 'Yadav and Bottou (2019), Cold Case: The Lost MNIST Digits',
  href: 'https://arxiv.org/abs/1905.10498',
};

/** What the drawing pad shows and what to look for. */
export function PadWords() {
  return (
    <Explanation source={QMNIST_PAPER}>
      Your strokes are scaled, centred and made 28 by 28 pixels just as MNIST’s own digits were; that small
      picture is all the network gets. Each bar is the probability that it gives to a digit, by its{' '}
      <Term of="softmax" />; together they make 100%. Look at how its mind changes while you draw, and do not
      take certainty for truth: it has to pick one of ten digits, even for a scribble. One finger draws, two
      zoom the page; the hand that holds a pen leaves no marks.
    </Explanation>
  );
}

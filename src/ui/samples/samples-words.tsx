import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const MNIST_PAPER = {
  title: 'LeCun, Bottou, Bengio and Haffner (1998), who made MNIST',
  href: 'https://doi.org/10.1109/5.726791',
};

/** What the sample digits show and what to look for. */
export function SamplesWords() {
  return (
    <Explanation source={MNIST_PAPER}>
      Each example is a picture and its <Term of="label" />: nothing else teaches the network. They were
      written by staff of the US Census Bureau and by high-school students. Look at how differently people
      write the same number, and for digits that you would have misread yourself.
    </Explanation>
  );
}

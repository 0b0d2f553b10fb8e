import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';

const SEGMENTATION = {
  title: 'Casey and Lecolinet (1996) on parting characters',
  href: 'https://doi.org/10.1109/34.506792',
};

/** How a photo becomes digits that a network can read. */
export function PhotoWords() {
  return (
    <Explanation source={SEGMENTATION}>
      What is darker than the paper around it is ink; ruled lines are taken away. Ink that hangs together is
      one digit, or several that touch: then all ways of cutting it are tried, and the one that reads best is
      taken. Each digit is made as large and its strokes as thick as those of the <Term of="test digits" />,
      and read as a drawing is. A green box is sure, a dashed one with ? may be another digit, a dotted one
      with × may be none.
    </Explanation>
  );
}

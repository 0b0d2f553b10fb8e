/** Where the tour stops and what it says there: plain words only, for those who have never met a neural network. */
interface Stop {
  /** The part of the page that is pointed out, by the names that the page has for scripts and screen readers. */
  readonly selector: string;
  /** Where it is found: what stands after the # of the page's address. */
  readonly place: string;
  /** Where the card would rather stand; below when left out. */
  readonly side?: 'left';
  readonly title: string;
  /** No markup. */
  readonly text: string;
}

export const STOPS: readonly Stop[] = [
  {
    selector: 'section[aria-label="Train"]',
    place: 'train',
    title: 'Press Train',
    text: 'The network starts out knowing nothing. Press Train, now if you like, and in a few seconds it reads most digits right.',
  },
  {
    selector: '[data-testid="loss-chart"]',
    place: 'curves',
    title: 'Watch it learn',
    text: 'The loss says how wrong the network is. It falls fast, then slowly: on the digits that it learns from, and on others that are kept away from it.',
  },
  {
    selector: 'section[aria-label="Draw a digit"]',
    place: 'draw',
    side: 'left',
    title: 'Draw a digit',
    text: 'With mouse, finger, pen or the arrow keys. The network reads along as you draw, and says how sure it is.',
  },
  {
    selector: 'section[aria-label="Test on unseen digits"]',
    place: 'evaluation',
    title: 'See where it fails',
    text: 'Evaluate has it read 10,000 digits that it has never seen. A table then shows which it takes for which.',
  },
  {
    selector: 'section[aria-labelledby="insight-title"]',
    place: 'inside',
    title: 'Look inside, change something',
    text: 'Open these to see what it has learned. Then change one of the settings, train again, and find out what that did.',
  },
];

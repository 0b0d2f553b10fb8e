/**
 * The tour itself, drawn by driver.js. What that leaves to be wished for is put right here: the keyboard reaches whatever
 * can be used in the part pointed out (the drawing pad too), arrow keys belong to that part unless the focus is in the
 * tour's own card, and the card's markup says what it is to a screen reader.
 */
import 'driver.js/dist/driver.css';
import { driver, type PopoverDOM } from 'driver.js';
import { showPlace } from '../../state/places';
import { STOPS } from './stops';
import classes from './run-tour.module.css';

/** Parts of the page arrive one by one: how long a stop waits for its own before it speaks from the middle of the page. */
const WAIT_MS = 5000;
/** What driver.js puts on the part pointed out, though none of it may stand on a section or a figure. */
const UNDUE_ATTRIBUTES = ['aria-haspopup', 'aria-expanded', 'aria-controls'];

/** Starts the tour. onEnd is called once, when it has been walked through or left. */
export function runTour(onEnd: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let card: PopoverDOM | undefined;
  const cameFrom = window.location.hash;

  const tour = driver({
    steps: STOPS.map(({ selector, side, title, text }) => ({
      element: selector,
      popover: { title, description: text, ...(side && { side }) },
    })),
    animate: !still,
    smoothScroll: !still,
    waitForElement: WAIT_MS,
    allowKeyboardControl: false,
    overlayColor: 'var(--shade)',
    overlayOpacity: 0.6,
    stagePadding: 6,
    stageRadius: 14,
    popoverClass: classes['card']!,
    showProgress: true,
    progressText: '{{current}} of {{total}}',
    nextBtnText: 'Next',
    prevBtnText: 'Back',
    doneBtnText: 'Done',
    onPopoverRender: (popover) => {
      card = popover;
      // Elsewhere a header and a footer would be those of the whole page.
      popover.title.role = 'none';
      popover.footer.role = 'none';
      popover.closeButton.ariaLabel = 'Leave the tour';
      // After driver.js, which focuses whatever comes first.
      queueMicrotask(() => {
        popover.nextButton.focus();
        for (const name of UNDUE_ATTRIBUTES) tour.getActiveElement()?.removeAttribute(name);
      });
    },
    onNextClick: () => move(1),
    onPrevClick: () => move(-1),
    onDestroyStarted: end,
  });

  /** To the next stop or the one before, at its own place of the page; past the last, the tour ends. */
  function move(direction: 1 | -1): void {
    const next = (tour.getActiveIndex() ?? -1) + direction;
    const stop = STOPS[next];
    if (!stop) {
      end();
      return;
    }
    showPlace(stop.place);
    tour.moveTo(next);
  }

  function end(): void {
    document.removeEventListener('keydown', onKeyDown, true);
    growth.disconnect();
    tour.destroy();
    showPlace(cameFrom);
    onEnd();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const inCard = card?.wrapper.contains(document.activeElement) ?? false;
    if (event.key === 'Escape') end();
    else if (event.key === 'Tab') moveFocus(event.shiftKey ? -1 : 1);
    else if (inCard && event.key === 'ArrowRight' && tour.hasNextStep()) move(1);
    else if (inCard && event.key === 'ArrowLeft' && tour.hasPreviousStep()) move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Round and round through the card and the part pointed out; all else lies in the shade. */
  function moveFocus(direction: 1 | -1): void {
    const stops = [card?.wrapper, tour.getActiveElement()].flatMap((root) =>
      root ? [root, ...root.querySelectorAll('*')].filter(canHaveFocus) : [],
    );
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops.at(at < 0 ? 0 : (at + direction) % stops.length)?.focus();
  }

  // The page grows as its parts arrive and while it trains.
  const growth = new ResizeObserver(() => tour.refresh());
  growth.observe(document.body);
  document.addEventListener('keydown', onKeyDown, true);
  showPlace(STOPS[0]!.place);
  tour.drive();
}

const canHaveFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement &&
  element.tabIndex >= 0 &&
  !element.matches(':disabled') &&
  element.checkVisibility();

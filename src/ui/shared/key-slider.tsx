import type { ComponentProps } from 'react';
import classes from './key-slider.module.css';

/**
 * Moves through a picture's values for keyboards and screen readers. It is not seen itself: what it points at is. Its parent
 * is positioned, and shows the focus.
 */
export function KeySlider(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return <input type="range" className={classes['slider']} {...props} />;
}

import type { ComponentProps } from 'react';
import classes from './picture-list.module.css';

/** As many small pictures side by side as there is room for. */
export function PictureList(props: Omit<ComponentProps<'ul'>, 'className'>) {
  return <ul className={classes['list']} {...props} />;
}

/** A small picture that can be chosen: `aria-pressed` says whether it is. */
export function PictureButton({ children, ...props }: Omit<ComponentProps<'button'>, 'className' | 'type'>) {
  return (
    <li>
      <button type="button" className={classes['picture']} {...props}>
        {children}
      </button>
    </li>
  );
}

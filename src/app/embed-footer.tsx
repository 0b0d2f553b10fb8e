import { CopyLink } from '../ui/shared/copy-link';
import classes from './app.module.css';

/** What a page within another has instead of an address bar. link: composes the link to the page on its own. */
export function EmbedFooter({ link }: { readonly link: () => string }) {
  return (
    <footer className={classes['embedFooter']}>
      <a
        href={link()}
        target="_blank"
        rel="noopener"
        // The settings may have changed since it was drawn.
        onPointerDown={(event) => event.currentTarget.setAttribute('href', link())}
        onFocus={(event) => event.currentTarget.setAttribute('href', link())}
      >
        Inkling on a page of its own
      </a>
      <CopyLink link={link} of="this page on its own" />
    </footer>
  );
}

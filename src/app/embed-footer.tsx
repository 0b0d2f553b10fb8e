import { pageLink } from '../state/address';
import { useExperiment } from '../state/experiment-store';
import { CopyLink } from '../ui/shared/copy-link';
import classes from './app.module.css';

/** What a page within another has instead of an address bar. */
export function EmbedFooter() {
  // The address is written with every change of the settings.
  useExperiment();
  return (
    <footer className={classes['embedFooter']}>
      <a href={pageLink()} target="_blank" rel="noopener">
        Inkling on a page of its own
      </a>
      <CopyLink link={pageLink} of="this page on its own" />
    </footer>
  );
}

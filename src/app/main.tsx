import './mantine-shell.css';
import '../ui/shared/tokens.css';
import { MantineProvider } from '@mantine/core';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isUnderstood } from '../state/address';
import { readAddress } from '../state/experiment-store';
import { readerFirst } from '../state/reader-first';
import { failPart } from '../state/run-store';
import { openWorkers, startIfAsked } from '../state/workers';
import { inkAndPaper } from '../ui/shared/ink-shades';
import { isForcedDark } from '../ui/shared/forced-dark';
import { theme } from '../ui/shared/theme';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';

function start(): void {
  // The network that reads begins to load before the first pixel is drawn.
  openWorkers();
  // What a visit needs only later arrives later: the shell stays small.
  void readerFirst
    .then(() => import('../state/link-library'))
    .then(({ linkLibrary }) => linkLibrary())
    .catch(
      failPart(
        'Your kept runs cannot be shown, for a part of this page did not arrive. They are not lost: load the page again to see them.',
      ),
    )
    .finally(startIfAsked);

  // Asked while the page is small and laid out.
  inkAndPaper();
  const root = createRoot(document.getElementById('root')!);
  // In slices of a few milliseconds: who is drawing already, on the words before scripts, goes on drawing.
  startTransition(() => {
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <MantineProvider theme={theme} defaultColorScheme={isForcedDark() ? 'dark' : 'auto'}>
            <App />
          </MantineProvider>
        </ErrorBoundary>
      </StrictMode>,
    );
  });
}

// At once, but where the address has to be mended first.
if (isUnderstood()) start();
else {
  void import('../state/mend-address')
    .then(({ mendAddress }) => mendAddress())
    .catch(() => readAddress())
    .finally(start);
}

import '@mantine/core/styles.layer.css';
import '../ui/shared/tokens.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openWorkers, startIfAsked } from '../state/workers';
import { isForcedDark } from '../ui/shared/forced-dark';
import { theme } from '../ui/shared/theme';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';

// The digits begin to load before the first pixel is drawn.
openWorkers();
// What a visit needs only later arrives later: the shell stays small.
void import('../state/link-library').then(({ linkLibrary }) => linkLibrary()).finally(startIfAsked);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme={isForcedDark() ? 'dark' : 'auto'}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);

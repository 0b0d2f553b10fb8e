import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Remedy } from '../../core/fault';
import { useRun } from '../../state/run-store';
import { applyRemedy } from '../../state/workers';

const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  'retry-data': 'Retry',
  'start-worker': 'Try again',
  'restart-worker': 'Restart',
  'reload-page': 'Load the page again',
  'lower-learning-rate': 'Use a tenth of the learning rate',
  'reset-settings': 'Use the standard settings',
  dismiss: 'Dismiss',
};

/** What went wrong, in one sentence, and the way out. */
export function FaultAlert() {
  const fault = useRun((run) => run.fault);
  if (!fault) return null;
  return (
    <Alert
      color="red"
      title="Something is not right"
      icon={<IconAlertTriangle aria-hidden />}
      role="alert"
      data-testid="error"
      data-value={fault.code}
    >
      <p style={{ marginTop: 0 }}>{fault.message}</p>
      {fault.detail && (
        <details style={{ marginBottom: '0.75rem' }}>
          <summary>Details</summary>
          <code>{fault.detail}</code>
        </details>
      )}
      <Button size="sm" color="red" variant="light" onClick={() => applyRemedy(fault.remedy)}>
        {REMEDY_WORDS[fault.remedy]}
      </Button>
    </Alert>
  );
}

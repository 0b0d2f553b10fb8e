import { Button, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { type ClassificationReport, formatReport, reportCsv } from '../../core/classification-report';
import classes from './evaluation-panel.module.css';
import { REPORT_DIGITS } from './report-table';

const FILE_NAME = 'inkling-test-report.csv';

function download(text: string): void {
  const link = document.createElement('a');
  // Under a kilobyte: it fits in an address, and nothing has to be freed afterwards.
  link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = FILE_NAME;
  link.click();
}

/** Takes the report elsewhere: to the clipboard as scikit-learn prints it, or to a file that a spreadsheet opens. */
export function ShareReport({ report }: { readonly report: ClassificationReport }) {
  const { copy, copied, error } = useClipboard();
  return (
    <div className={classes['share']}>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={() => copy(formatReport(report, REPORT_DIGITS))}
      >
        Copy as text
      </Button>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => download(reportCsv(report))}
      >
        Download CSV
      </Button>
      <Text size="sm" role="status" className={classes['soft']}>
        {copied && 'Copied.'}
        {error !== null && 'This browser does not let the page copy; the download works.'}
      </Text>
    </div>
  );
}

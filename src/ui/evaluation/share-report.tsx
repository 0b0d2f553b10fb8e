import { Button, Group, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type Icon, IconCopy, IconDownload, IconTable } from '@tabler/icons-react';
import { type ClassificationReport, formatReport, reportCsv } from '../../core/classification-report';
import type { Split } from '../../core/splits';
import { download } from '../shared/download';
import classes from './evaluation-panel.module.css';
import { REPORT_DIGITS } from './report-table';

interface ShareReportProps {
  readonly report: ClassificationReport;
  /** The digits that it is about. */
  readonly split: Split;
}

/** Takes the report elsewhere: as scikit-learn prints it, or as a table that a spreadsheet understands. */
export function ShareReport({ report, split }: ShareReportProps) {
  const { copy, copied, error } = useClipboard();
  return (
    <Group gap="xs" mt="xs">
      <ShareButton icon={IconCopy} onClick={() => copy(formatReport(report, REPORT_DIGITS))}>
        Copy as text
      </ShareButton>
      <ShareButton icon={IconTable} onClick={() => copy(reportCsv(report))}>
        Copy as CSV
      </ShareButton>
      <ShareButton
        icon={IconDownload}
        onClick={() => download(reportCsv(report), `inkling-${split}-report.csv`, 'text/csv')}
      >
        Download CSV
      </ShareButton>
      <Text size="sm" role="status" className={classes['soft']}>
        {copied && 'Copied.'}
        {error !== null && 'This browser does not let the page copy; the download works.'}
      </Text>
    </Group>
  );
}

interface ShareButtonProps {
  readonly icon: Icon;
  readonly onClick: () => void;
  readonly children: string;
}

function ShareButton({ icon: Icon, onClick, children }: ShareButtonProps) {
  return (
    <Button variant="subtle" size="xs" leftSection={<Icon size={16} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}

import { Button, Group } from '@mantine/core';
import { IconCopy, IconDownload, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { type ClassificationReport, formatReport, reportCsv } from '../../core/classification-report';
import type { Split } from '../../core/splits';
import { CopyButton } from '../shared/copy-button';
import { download, type SavedFile } from '../shared/download';
import { SavedCopy } from '../shared/saved-copy';
import { REPORT_DIGITS } from './report-table';

interface ShareReportProps {
  readonly report: ClassificationReport;
  /** The digits that it is about. */
  readonly split: Split;
}

/** Takes the report elsewhere: as scikit-learn prints it, or as a table that a spreadsheet understands. */
export function ShareReport({ report, split }: ShareReportProps) {
  const [file, setFile] = useState<SavedFile>();
  return (
    <Group gap="xs" mt="xs">
      <CopyButton
        size="xs"
        icon={<IconCopy size={16} aria-hidden />}
        text={() => formatReport(report, REPORT_DIGITS)}
        called="The report"
      >
        Copy as text
      </CopyButton>
      <CopyButton
        size="xs"
        icon={<IconTable size={16} aria-hidden />}
        text={() => reportCsv(report)}
        called="The report as CSV"
      >
        Copy as CSV
      </CopyButton>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => setFile(download(reportCsv(report), `inkling-${split}-report.csv`, 'text/csv'))}
      >
        Download CSV
      </Button>
      <SavedCopy file={file} />
    </Group>
  );
}

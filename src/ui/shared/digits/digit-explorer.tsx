import { Text } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { type DigitQuery, type FoundDigits, needsPrediction } from '../../../protocol/browsing';
import { formatCount } from '../number-format';
import { DigitDetail } from './digit-detail';
import classes from './digit-explorer.module.css';
import { DigitGrid } from './digit-grid';
import { UnreadNote } from './unread-note';
import { useDigitQuery } from './use-digit-query';

interface DigitExplorerProps {
  readonly query: DigitQuery;
  /** Names the list for screen readers. */
  readonly label: string;
  /** What is said when no digit is found. */
  readonly emptyWords: string;
  /** Most that the list takes, in px, where no large digit stands beside it. */
  readonly height: number;
}

interface Chosen {
  readonly index: number;
  readonly label: number;
}

const countWords = (count: number): string => (count === 1 ? '1 digit' : `${formatCount(count)} digits`);

/** The digits that a query finds, and the one that is picked out, large. */
export function DigitExplorer({ query, label, emptyWords, height }: DigitExplorerProps) {
  const { found, pending, key } = useDigitQuery(query);
  const [chosen, setChosen] = useState<Chosen>();
  const choose = (place: number): void => {
    if (found) setChosen({ index: found.indices[place]!, label: found.labels[place]! });
  };
  const count = found?.indices.length ?? 0;
  return (
    <div className={classes['explorer']}>
      <div className={classes['status']}>
        <Text size="sm" role="status">
          {statusWords(found, pending, emptyWords)}
        </Text>
        {found && needsPrediction(query) && <UnreadNote unread={found.unread} />}
      </div>
      {found && count > 0 && (
        <div
          className={classes['body']}
          data-pending={pending || undefined}
          style={{ '--list-height': `${height}px` } as CSSProperties}
        >
          <DigitGrid found={found} listKey={key} label={label} chosen={chosen?.index} onChoose={choose} />
          {chosen ? (
            <DigitDetail index={chosen.index} label={chosen.label} />
          ) : (
            <Text size="sm" className={classes['invitation']}>
              Choose a digit to see it large: by click, or with the arrow keys.
            </Text>
          )}
        </div>
      )}
    </div>
  );
}

function statusWords(found: FoundDigits | undefined, pending: boolean, emptyWords: string): string {
  if (!found) return 'The digits are on their way …';
  if (found.indices.length > 0) return countWords(found.indices.length);
  return pending || found.unread.length > 0 ? '' : emptyWords;
}

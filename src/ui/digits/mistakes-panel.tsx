import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Split } from '../../core/splits';
import type { DigitQuery } from '../../protocol/browsing';
import { Choice } from '../shared/choice';
import { DigitExplorer } from '../shared/digits/digit-explorer';
import { ANY_DIGIT } from '../shared/digits/use-digit-query';
import { Explanation } from '../shared/explanation';
import { SourceLink } from '../shared/source-link';
import { Term } from '../shared/term';
import classes from './digits.module.css';

const SOURCE = {
  title: 'Northcutt, Athalye and Mueller 2021, label errors in test sets',
  href: 'https://arxiv.org/abs/2103.14749',
};

const VIEWS: readonly { value: Split; label: string }[] = [
  { value: 'validation', label: 'Validation' },
  { value: 'test', label: 'Test' },
  { value: 'train', label: 'Hardest to learn' },
];

/** One object each: a query that looks new is asked anew. */
const QUERIES: Readonly<Record<Split, DigitQuery>> = {
  validation: { ...ANY_DIGIT, splits: ['validation'], outcome: 'wrong', order: 'hardest' },
  test: { ...ANY_DIGIT, splits: ['test'], outcome: 'wrong', order: 'hardest' },
  train: { ...ANY_DIGIT, splits: ['train'], order: 'hardest' },
};

/** Where the network is wrong, worst first, and the training digits that it finds hardest. */
export function MistakesPanel() {
  const trainCount = useRun((run) => run.dataset.splits.train.count);
  const [view, setView] = useState<Split>('validation');
  return (
    <div className={classes['panel']} data-testid="mistakes-browser">
      <Explanation source={SOURCE}>
        The digits that the network gets wrong, worst first: those whose true label it found least likely.
        Under each stand the label, the guess and the <Term of="confidence" />. Near the top are odd shapes,
        and also a few labels that are themselves in doubt: people wrote them, and people err.
      </Explanation>
      <div>
        <Choice label="Which digits" choices={VIEWS} value={view} onChange={setView} />
      </div>
      {view === 'train' && (
        <Text size="sm" className={classes['soft']}>
          All {formatCount(trainCount)} <Term of="training digits" /> by falling <Term of="loss" />, right or
          wrong. What stays hard although the network has seen it again and again is either hard to read or
          labelled wrongly; see <SourceLink href="https://labelerrors.com/">labelerrors.com</SourceLink> for
          those that others have found.
        </Text>
      )}
      <DigitExplorer
        query={QUERIES[view]}
        label={view === 'train' ? 'Hardest training digits' : 'Mistakes'}
        emptyWords="Not a single mistake."
        height={420}
      />
    </div>
  );
}

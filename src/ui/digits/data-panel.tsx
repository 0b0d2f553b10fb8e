import { digitCount, MNIST } from '../../core/dataset';
import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { useState } from 'react';
import type { DigitQuery } from '../../protocol/browsing';
import { DigitExplorer } from '../shared/digits/digit-explorer';
import { ANY_DIGIT } from '../shared/digits/use-digit-query';
import { Explanation } from '../shared/explanation';
import { Term } from '../shared/term';
import { SPLITS } from '../../core/splits';
import { ClassOverview } from './class-overview';
import classes from './digits.module.css';
import { Filters } from './filters';

const SOURCE = {
  title: 'Yadav and Bottou 2019, how MNIST was made',
  href: 'https://arxiv.org/abs/1905.10498',
};

/** All digits of the data set, to scroll through and to filter by what they are and what the network makes of them. */
export function DataPanel() {
  const dataset = useRun((run) => run.dataset);
  const { train, validation, test } = dataset.splits;
  const isMnist = dataset.id === MNIST.id;
  const [query, setQuery] = useState<DigitQuery>({ ...ANY_DIGIT, splits: SPLITS });
  return (
    <div className={classes['panel']} data-testid="data-browser">
      <Explanation source={SOURCE}>
        All {formatCount(digitCount(dataset))} {isMnist ? 'handwritten digits' : 'pictures'} of {dataset.name}
        : {formatCount(train.count)} <Term of="training digits" />, {formatCount(validation.count)}{' '}
        <Term of="validation digits" /> and {formatCount(test.count)} <Term of="test digits" />
        {isMnist && ', the last from other writers'}. Under each stands its label and, once a network has read
        it, the guess and its <Term of="confidence" />. Look for digits that you would have read otherwise.
      </Explanation>
      <Filters query={query} onChange={setQuery} />
      <DigitExplorer query={query} label="Digits" emptyWords="No digit is like that." height={480} />
      <ClassOverview splits={query.splits} />
    </div>
  );
}

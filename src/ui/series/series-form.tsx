import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Experiment, FIELDS } from '../../core/experiment';
import { SteadyButton } from '../shared/steady-button';
import { exampleOf, planSeries, SERIES_KEYS, type SeriesPlan, valuesOf } from './series-plan';
import classes from './series.module.css';

interface SeriesFormProps {
  /** What the runs have for all other settings. */
  readonly base: Experiment;
  /** Why no series can begin now, in a sentence; undefined when one can. */
  readonly obstacle: string | undefined;
  /** Whether one is under way: what was typed for it stays as it is. */
  readonly locked: boolean;
  readonly onTrain: (keys: readonly (keyof Experiment)[], experiments: readonly Experiment[]) => void;
}

interface RowProps {
  readonly name: 'first' | 'second';
  /** Undefined for none. */
  readonly chosen: keyof Experiment | undefined;
  readonly text: string;
  /** Not to be chosen: the other row has it. */
  readonly taken: keyof Experiment | undefined;
  readonly problem: string | undefined;
  readonly locked: boolean;
  readonly onChoose: (key: keyof Experiment | undefined) => void;
  readonly onType: (text: string) => void;
}

function Row({ name, chosen, text, taken, problem, locked, onChoose, onType }: RowProps) {
  const choices = SERIES_KEYS.filter((key) => key !== taken).map((key) => ({
    value: key as string,
    label: FIELDS[key].label,
  }));
  return (
    <>
      <NativeSelect
        label={name === 'first' ? 'Setting' : 'Second setting'}
        data={name === 'first' ? choices : [{ value: '', label: 'none' }, ...choices]}
        value={chosen ?? ''}
        disabled={locked}
        onChange={(event) => onChoose(SERIES_KEYS.find((key) => key === event.currentTarget.value))}
      />
      <TextInput
        label={name === 'first' ? 'Values' : 'Second values'}
        autoComplete="off"
        disabled={locked || chosen === undefined}
        value={text}
        placeholder={chosen ? exampleOf(chosen) : ''}
        error={problem}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </>
  );
}

function Plan({ experiments, keys }: SeriesPlan) {
  const count = experiments.length;
  return (
    <details className={classes['plan']}>
      <summary data-testid="series-plan" data-value={count}>
        {count === 1 ? 'That makes one run' : `That makes ${count} runs`}
      </summary>
      <ol>
        {experiments.map((experiment) => {
          const values = valuesOf(experiment, keys);
          return <li key={values}>{values}</li>;
        })}
      </ol>
    </details>
  );
}

/** One or two settings with their values, and what runs they make. */
export function SeriesForm({ base, obstacle, locked, onTrain }: SeriesFormProps) {
  const [first, setFirst] = useState<keyof Experiment>('learningRate');
  const [firstText, setFirstText] = useState(exampleOf('learningRate'));
  const [second, setSecond] = useState<keyof Experiment>();
  const [secondText, setSecondText] = useState('');
  const plan = planSeries(base, [
    { key: first, text: firstText },
    ...(second === undefined ? [] : [{ key: second, text: secondText }]),
  ]);
  const isPossible = plan.experiments.length > 0;
  return (
    <>
      <div className={classes['fields']}>
        <Row
          name="first"
          chosen={first}
          text={firstText}
          taken={second}
          problem={plan.problems[0]}
          locked={locked}
          onChoose={(key = first) => {
            setFirst(key);
            setFirstText(exampleOf(key));
          }}
          onType={setFirstText}
        />
        <Row
          name="second"
          chosen={second}
          text={secondText}
          taken={first}
          problem={plan.problems[1]}
          locked={locked}
          onChoose={(key) => {
            setSecond(key);
            setSecondText(key === undefined ? '' : exampleOf(key));
          }}
          onType={setSecondText}
        />
      </div>
      {isPossible && !locked && <Plan {...plan} />}
      {plan.problem !== undefined && !locked && (
        <Text size="sm" className={classes['problem']} role="alert">
          {plan.problem}
        </Text>
      )}
      <div className={classes['buttons']}>
        <SteadyButton
          unavailable={!isPossible || obstacle !== undefined}
          onClick={() => onTrain(plan.keys, plan.experiments)}
        >
          Start the series
        </SteadyButton>
      </div>
      {obstacle !== undefined && (
        <Text size="sm" className={classes['soft']}>
          {obstacle}
        </Text>
      )}
    </>
  );
}

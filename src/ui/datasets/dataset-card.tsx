import { Button, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { PIXEL_COUNT } from '../../core/network';
import type { DatasetRecord } from '../../library/dataset-record';
import { relabelDataset, removeDataset } from '../../state/datasets';
import { useExperiment } from '../../state/experiment-store';
import { changeSettings } from '../../state/go-on';
import { isRunning, useRun } from '../../state/run-store';
import { DigitPicture } from '../shared/digit-picture';
import { formatCount } from '../shared/number-format';
import { SteadyButton } from '../shared/steady-button';
import { PictureStrip } from './picture-strip';
import { AnswersButton } from './answers-button';
import classes from './datasets.module.css';

/** One data set that was brought in: what is in it, what it is called, and what can be done with it. */
export function DatasetCard({ record }: { readonly record: DatasetRecord }) {
  const { id, name, kind, preparation } = record;
  const isLabelled = kind === 'labelled';
  return (
    <section
      className={classes['card']}
      aria-label={name}
      data-testid="dataset"
      data-id={id}
      data-kind={kind}
    >
      <Title order={4} size="h5">
        {name}
      </Title>
      <Text
        size="sm"
        className={classes['soft']}
        data-testid="dataset-counts"
        data-value={countsOf(record).join()}
      >
        {isLabelled
          ? `${['training', 'validation', 'test'].map((part, i) => `${formatCount(countsOf(record)[i]!)} ${part}`).join(', ')} pictures, in ${record.classNames.length} classes.`
          : `${formatCount(record.counts.unlabelled)} pictures without labels.`}
        {preparation === 'none' &&
          ' They are not prepared as handwriting is here: the pad, which is for handwriting, says little of a network that learned them.'}
      </Text>
      {isLabelled ? <Averages record={record} /> : <Samples record={record} />}
      {isLabelled && <Samples record={record} />}
      <Names record={record} />
      <div className={classes['row']}>
        {isLabelled ? <LearnFrom id={id} /> : <AnswersButton record={record} />}
        <Remove id={id} />
      </div>
    </section>
  );
}

const countsOf = ({ counts, kind }: DatasetRecord): number[] =>
  kind === 'labelled' ? [counts.train, counts.validation, counts.test] : [counts.unlabelled];

const pictureAt = (pixels: Uint8Array, place: number): Uint8Array =>
  pixels.subarray(place * PIXEL_COUNT, (place + 1) * PIXEL_COUNT);

/** The average of each class, and how many it has. */
function Averages({ record: { classNames, classCounts, means } }: { readonly record: DatasetRecord }) {
  return (
    <ul className={classes['averages']} aria-label="The average of each class">
      {classNames.map((className, label) => (
        <li key={className}>
          <DigitPicture pixels={pictureAt(means, label)} label={`the average ${className}`} />
          <Text size="xs" className={classes['name']}>
            <b>{className}</b>: {formatCount(classCounts[label]!)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Samples({
  record: { kind, classNames, samples, sampleLabels },
}: {
  readonly record: DatasetRecord;
}) {
  const names = Array.from(sampleLabels, (label) => classNames[label]!);
  return (
    <PictureStrip
      pixels={samples}
      label={kind === 'labelled' ? `Some of its pictures: ${names.join(', ')}` : 'Some of its pictures'}
    />
  );
}

/** What it and its classes are called. What is typed is taken when the field is left; what cannot be a name goes back. */
function Names({ record: { id, kind, name, classNames } }: { readonly record: DatasetRecord }) {
  const [draft, setDraft] = useState<string>();
  const [classDraft, setClassDraft] = useState<string>();
  const typed = (classDraft ?? classNames.join(', ')).split(',').map((className) => className.trim());
  const isFitting = typed.length === classNames.length;
  const keepName = (): void => {
    if (draft === undefined) return;
    if (draft.trim() === name) setDraft(undefined);
    else void relabelDataset(id, { name: draft }).finally(() => setDraft(undefined));
  };
  const keepClasses = (): void => {
    if (classDraft === undefined || !isFitting) return;
    if (typed.join() === classNames.join()) setClassDraft(undefined);
    else void relabelDataset(id, { classNames: typed }).finally(() => setClassDraft(undefined));
  };
  return (
    <div className={classes['names']}>
      <TextInput
        size="xs"
        label="Name"
        value={draft ?? name}
        maxLength={80}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={keepName}
      />
      {kind === 'labelled' && (
        <TextInput
          size="xs"
          label="Names of its classes, with commas between them"
          className={classes['classNames']}
          value={classDraft ?? classNames.join(', ')}
          error={!isFitting && `${classNames.length} names are wanted, and there are ${typed.length}.`}
          onChange={(event) => setClassDraft(event.currentTarget.value)}
          onBlur={keepClasses}
        />
      )}
    </div>
  );
}

/** Makes it the data set of the next run. */
function LearnFrom({ id }: { readonly id: string }) {
  const isChosen = useExperiment(({ experiment }) => experiment.data === id);
  const running = useRun((run) => isRunning(run.status));
  return (
    <SteadyButton
      size="xs"
      variant="light"
      unavailable={isChosen || running}
      onClick={() => void changeSettings({ data: id })}
    >
      {isChosen ? 'The next run learns from it' : 'Learn from it'}
    </SteadyButton>
  );
}

/** Asks once more before it does it. */
function Remove({ id }: { readonly id: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        Remove
      </Button>
      {asking && (
        <>
          <Text size="sm">Runs that learned from it cannot be opened without it.</Text>
          <Button size="compact-sm" color="red" variant="light" onClick={() => void removeDataset(id)}>
            Yes, remove
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </>
      )}
    </>
  );
}

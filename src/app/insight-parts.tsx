import { Accordion, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import classes from './insight-parts.module.css';
import { LazyPart } from './lazy-part';

interface InsightPart {
  /** Also the end of the part's test id: insight-<key>. */
  readonly key: string;
  readonly title: string;
  /** What it shows, in a few words, readable before it is opened. */
  readonly hint: string;
  /** Loaded, mounted and computed only while the part is open. */
  readonly Part: ComponentType;
  /** Height in px that is kept free while the part loads. */
  readonly height: number;
}

/** Panels that are closed until asked for, any number of them open at once. */
export function InsightParts({ parts }: { readonly parts: readonly InsightPart[] }) {
  return (
    <Accordion multiple keepMounted={false} variant="separated" order={3}>
      {parts.map(({ key, title, hint, Part, height }) => (
        <Accordion.Item key={key} value={key} className={classes['part']} data-testid={`insight-${key}`}>
          <Accordion.Control>
            {title}
            <Text component="span" size="sm" className={classes['hint']}>
              {hint}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <LazyPart part={`“${title}”`} height={height}>
              <Part />
            </LazyPart>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

import { Button, CloseButton, Text } from '@mantine/core';
import classes from './tour.module.css';
import type { Tour } from './use-tour';

/** The quiet line that offers the tour on the first visit, and says so when it cannot be had. */
export function TourOffer({ tour }: { readonly tour: Tour }) {
  return (
    <>
      {tour.offered && (
        <div className={classes['offer']}>
          <Text size="sm">New here?</Text>
          <Button size="compact-sm" variant="light" onClick={tour.start}>
            Show me around
          </Button>
          <CloseButton aria-label="No, thanks" onClick={tour.decline} />
        </div>
      )}
      {tour.failed && (
        <Text size="sm" role="alert" className={classes['failed']}>
          The tour could not be loaded. Try again in a moment.
        </Text>
      )}
    </>
  );
}

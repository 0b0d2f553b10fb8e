import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import type { Ref } from 'react';
import classes from './tour.module.css';

interface TourButtonProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly onStart: () => void;
}

/** Where the tour is found again at any time. On a phone only its sign is seen. */
export function TourButton({ ref, onStart }: TourButtonProps) {
  return (
    <Button ref={ref} data-focus-first variant="default" className={classes['button']} onClick={onStart}>
      <IconRoute size={18} aria-hidden />
      <span className={classes['label']}>Take the tour</span>
    </Button>
  );
}

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconPresentation, IconSun } from '@tabler/icons-react';
import { useRef } from 'react';
import { TourOffer } from '../ui/tour/tour-offer';
import { TourButton } from '../ui/tour/tour-button';
import { useTour } from '../ui/tour/use-tour';
import classes from './app.module.css';

interface HeaderProps {
  readonly projecting: boolean;
  readonly onProject: () => void;
}

export function Header({ projecting, onProject }: HeaderProps) {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  const tourButtonRef = useRef<HTMLButtonElement>(null);
  const tour = useTour(tourButtonRef);
  return (
    <header className={classes['header']}>
      <div className={classes['banner']} data-focus-home>
        <img src="./favicon.svg" alt="" width="36" height="36" />
        <div className={classes['title']}>
          <h1 className={classes['name']}>Inkling</h1>
          <p className={classes['tagline']}>
            A neural network learns to read handwriting, here in your browser.
          </p>
        </div>
        {(tour.offered || tour.failed) && (
          <div className={classes['offer']}>
            <TourOffer tour={tour} />
          </div>
        )}
        <TourButton ref={tourButtonRef} onStart={tour.start} />
        <ActionIcon
          className={classes['project']}
          variant={projecting ? 'filled' : 'default'}
          size="lg"
          aria-label="Projector mode"
          aria-pressed={projecting}
          onClick={onProject}
        >
          <IconPresentation size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          className={classes['themeSwitch']}
          variant="default"
          size="lg"
          aria-label={`Switch to the ${other} theme`}
          onClick={() => setColorScheme(other)}
        >
          {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
        </ActionIcon>
      </div>
    </header>
  );
}

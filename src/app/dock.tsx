import { IconBallpen, IconChartLine, IconDots, IconPlayerPlay } from '@tabler/icons-react';
import type { Section, View } from '../state/places';
import classes from './dock.module.css';

const VIEWS: readonly { readonly view: View; readonly label: string; readonly Icon: typeof IconDots }[] = [
  { view: 'draw', label: 'Draw', Icon: IconBallpen },
  { view: 'train', label: 'Train', Icon: IconPlayerPlay },
  { view: 'curves', label: 'Curves', Icon: IconChartLine },
  { view: 'more', label: 'More', Icon: IconDots },
];

/** What a phone has at the bottom: it switches between the places. section: where "More" leads. */
export function Dock({ view, section }: { readonly view: View; readonly section: Section }) {
  return (
    <nav aria-label="Views" className={classes['dock']}>
      {VIEWS.map(({ view: to, label, Icon }) => (
        <a key={to} href={`#${to === 'more' ? section : to}`} aria-current={to === view ? 'page' : undefined}>
          <Icon size={20} aria-hidden />
          {label}
        </a>
      ))}
    </nav>
  );
}

import { type ComponentType, type ReactNode, useEffect, useRef } from 'react';
import { latePart } from './late-part';
import { LazyPart } from './lazy-part';
import { type Section, SECTIONS } from '../state/places';
import classes from './sections.module.css';

const Evaluation = latePart(() => import('./connected-evaluation').then((part) => part.ConnectedEvaluation));
const Inside = latePart(() => import('./insight-section').then((part) => part.InsideSection));
const Data = latePart(() => import('./data-section').then((part) => part.DataSection));
const Photo = latePart(() => import('../ui/paper/photo-panel').then((part) => part.PhotoPanel));
const Runs = latePart(() => import('./runs-section').then((part) => part.RunsSection));
const Lessons = latePart(() => import('./lessons-section').then((part) => part.LessonsSection));
const Settings = latePart(() => import('./settings-section').then((part) => part.SettingsSection));

/** Height in px that is kept free while a section's code arrives. */
const PARTS: Readonly<Record<Section, { readonly Part: ComponentType; readonly height: number }>> = {
  evaluation: { Part: Evaluation, height: 420 },
  inside: { Part: Inside, height: 420 },
  data: { Part: Data, height: 520 },
  photo: { Part: Photo, height: 320 },
  runs: { Part: Runs, height: 420 },
  lessons: { Part: Lessons, height: 520 },
  settings: { Part: Settings, height: 420 },
};

interface SectionsProps {
  readonly open: Section;
  /** The address's hash: when it comes to name a section, that section comes into view. */
  readonly hash: string;
}

/** One section at a time: only what is open is rendered. */
export function Sections({ open, hash }: SectionsProps): ReactNode {
  const { Part, height } = PARTS[open];
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash !== `#${open}`) return;
    const tab = ref.current?.querySelector('[aria-current]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [hash, open]);
  return (
    <section className={classes['sections']} aria-label="More" ref={ref}>
      <nav aria-label="Sections" className={classes['tabs']}>
        {Object.entries(SECTIONS).map(([section, title]) => (
          <a key={section} href={`#${section}`} aria-current={section === open ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div className={classes['open']} data-testid="section" data-value={open}>
        <LazyPart key={open} part={`“${SECTIONS[open]}”`} height={height}>
          <Part />
        </LazyPart>
      </div>
    </section>
  );
}

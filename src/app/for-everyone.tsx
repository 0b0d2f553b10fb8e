import { useEffect } from 'react';
import { SpokenMilestones } from '../ui/controls/spoken-milestones';
import { keepFocus } from '../ui/shared/keep-focus';

/** What is not seen: how the run goes, in words, and a home for the focus. Arrives after the shell. */
export function ForEveryone() {
  useEffect(keepFocus, []);
  return <SpokenMilestones />;
}

/**
 * Projector mode: full screen, larger type, nothing but the run, its curves and the pad. Keys belong to it only while it is
 * on, and never while something is typed or drawn with keys.
 */
import { useEffect, useState } from 'react';
import { useRun } from '../state/run-store';
import { pause, resume, train } from '../state/trainer';

export type Projection = 'both' | 'curves' | 'pad';

const KEYS: Readonly<Record<string, Projection>> = { 1: 'both', 2: 'curves', 3: 'pad' };

function trainOrPause(): void {
  const { status } = useRun.getState();
  if (status === 'training') void pause();
  else if (status === 'paused') void resume();
  else void train();
}

/** undefined while it is off. */
export function useProjector(): { readonly shown: Projection | undefined; readonly toggle: () => void } {
  const [shown, setShown] = useState<Projection>();
  const isOn = shown !== undefined;

  useEffect(() => {
    if (!isOn) return;
    document.documentElement.dataset['projector'] = '';
    // Refused in a frame, or without a click: larger type helps there too.
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const isTaken =
        target instanceof HTMLElement &&
        target.closest('input, select, textarea, [data-testid=pad][data-focused-by=keys]');
      if (isTaken || ctrlKey || metaKey || altKey) return;
      if (key === 'Escape') setShown(undefined);
      else if (key.toLowerCase() === 't') trainOrPause();
      else if (KEYS[key]) setShown(KEYS[key]);
    };
    const onFullScreen = (): void => {
      // Escape leaves the full screen, and the browser keeps that key press to itself.
      if (!document.fullscreenElement) setShown(undefined);
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('fullscreenchange', onFullScreen);
    return () => {
      delete document.documentElement.dataset['projector'];
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('fullscreenchange', onFullScreen);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, [isOn]);

  return { shown, toggle: () => setShown(isOn ? undefined : 'both') };
}

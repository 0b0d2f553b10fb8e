/** What a run does to the tab, the app's icon and the screen while it is under way, and how its end is told. */
import { announce, playTone } from './run-end';
import { recallRunEnd, useRunEnd } from './run-end-store';
import { isRunning, useRun, type RunState } from './run-store';
import { StayAwake } from './stay-awake';
import { TabTitle, type TitleNews } from './tab-title';

const isInView = (): boolean => document.visibilityState === 'visible';

const newsOf = ({ status, progress, validation }: RunState): TitleNews => ({
  status,
  doneFraction: progress && progress.step / progress.totalSteps,
  accuracyFraction: validation?.accuracyFraction,
});

/** The whole percentage on the icon of the installed page; undefined for none. Where there are no icons, nothing. */
function badge(percent: number | undefined): void {
  const icon = navigator as Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;
  const done = percent === undefined ? icon.clearAppBadge?.() : icon.setAppBadge?.(percent);
  done?.catch(() => undefined);
}

function tellEnd({ status, progress, validation }: RunState): void {
  const { notifies, sounds } = useRunEnd.getState();
  const ended = {
    isFinished: status === 'finished',
    trainSeconds: progress?.trainSeconds ?? 0,
    accuracyFraction: validation?.accuracyFraction,
  };
  announce(ended, {
    // Who looks at the page needs none.
    notify: notifies && !isInView() ? (title, body) => void new Notification(title, { body }) : undefined,
    sound: sounds ? playTone : undefined,
  });
}

/** Called once, when the page has opened. */
export function watchLongRuns(): void {
  recallRunEnd();
  const tab = new TabTitle(document);
  const awake = new StayAwake(
    // Async, so that where there is no such thing it is refused like any other.
    async () => navigator.wakeLock.request('screen'),
    isInView,
  );
  let percent: number | undefined;
  const take = (now: RunState): void => {
    const news = newsOf(now);
    tab.show(news);
    awake.want(now.status === 'training');
    const shown =
      isRunning(now.status) && news.doneFraction !== undefined
        ? Math.floor(100 * news.doneFraction)
        : undefined;
    if (shown !== percent) badge(shown);
    percent = shown;
  };
  useRun.subscribe((now, before) => {
    take(now);
    const hasEnded = now.status === 'finished' || now.status === 'failed';
    if (hasEnded && before.status === 'training') tellEnd(now);
  });
  document.addEventListener('visibilitychange', () => {
    tab.visibilityChanged();
    void awake.settle();
  });
  take(useRun.getState());
}

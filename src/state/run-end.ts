/** Tells of the end of a run that took long, in the ways that the visitor has chosen. */
export interface EndedRun {
  readonly isFinished: boolean;
  /** Spent on training. */
  readonly trainSeconds: number;
  /** Of the validation digits, 0..1. */
  readonly accuracyFraction: number | undefined;
}

export interface Ways {
  readonly notify: ((title: string, body: string) => void) | undefined;
  readonly sound: (() => void) | undefined;
}

/** Shorter runs are waited for. */
const LONG_SECONDS = 60;

/** A way that fails is no reason to leave the other out. */
export function announce({ isFinished, trainSeconds, accuracyFraction }: EndedRun, ways: Ways): void {
  if (trainSeconds < LONG_SECONDS) return;
  const body =
    accuracyFraction === undefined
      ? 'The page has the rest.'
      : `${(Math.floor(accuracyFraction * 1000) / 10).toFixed(1)}% of the validation digits are read right.`;
  const title = isFinished ? 'Your network is ready' : 'Your run was stopped by a problem';
  for (const tell of [() => ways.notify?.(title, body), ways.sound]) {
    try {
      tell?.();
    } catch {
      // Phones refuse notifications from a page, and some browsers any sound.
    }
  }
}

/** Two short notes, the second higher. */
export function playTone(): void {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.connect(context.destination);
  const at = context.currentTime;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.15, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
  const note = context.createOscillator();
  note.frequency.setValueAtTime(523.25, at);
  note.frequency.setValueAtTime(783.99, at + 0.2);
  note.connect(volume);
  note.addEventListener('ended', () => void context.close());
  note.start(at);
  note.stop(at + 0.6);
}

/** Digits as MNIST's American writers hardly ever make them, and others do: flags and feet on 1, bars through 7 and 0. */
export interface DigitKind {
  readonly digit: number;
  readonly path: string;
}

export const DIGIT_KINDS: readonly DigitKind[] = [
  { digit: 0, path: 'M A 5 5 3 4.5 -90 -450' },
  { digit: 0, path: 'M A 5 5 3 4.5 -60 -440 L 4 2' },
  { digit: 1, path: 'M L 3 3 L 5.5 1 L 5.5 9' },
  { digit: 1, path: 'M L 2 5 L 6 1 L 6 9' },
  { digit: 1, path: 'M L 3 3 L 5 1 L 5 9 M L 3 9 L 7 9' },
  { digit: 1, path: 'M L 2.5 4 L 5 1 L 5 9 L 3 9 L 7.5 9' },
  { digit: 1, path: 'M L 5 1 L 5 9 M L 3 9 L 7 9' },
  { digit: 2, path: 'M L 2 3 Q 3 0.5 5.5 1 Q 9 2.5 6 5.5 L 2 9 L 8.5 9' },
  { digit: 2, path: 'M L 2 3 Q 4 0 6.5 2 Q 8 4 5 7 Q 3.5 9 2.5 8.5 Q 2 7 4 7.5 Q 6 9 8.5 8.5' },
  { digit: 3, path: 'M L 2 1 L 8 1 L 4.5 4.5 Q 8.5 4.5 8 7 Q 6.5 9.5 2 8.5' },
  { digit: 3, path: 'M L 2.5 2 Q 5 0 7 2 Q 7.5 4.5 4.5 4.8 Q 8.5 5 7.5 7.5 Q 5.5 9.8 2 8' },
  { digit: 4, path: 'M L 5 1 L 1.5 6 L 8.5 6 M L 6.5 3 L 6.5 9.5' },
  { digit: 4, path: 'M L 2.5 1 L 2.5 5 L 8 5 M L 7 1 L 7 9.5' },
  { digit: 4, path: 'M L 6.5 9.5 L 6.5 0.5 L 1.5 6.5 L 8.5 6.5' },
  { digit: 4, path: 'M L 4 0.5 L 2 6 L 8.5 6 M L 5.5 4 L 5 9.5' },
  { digit: 5, path: 'M L 3 1 L 2.5 4.5 Q 7.5 3.5 7.5 6.5 Q 7 9.5 2 9 M L 3 1 L 8 1' },
  { digit: 5, path: 'M L 8 1 L 3 1 L 2.5 4.5 Q 7.5 3.5 7.5 6.5 Q 7 9.5 2 9' },
  { digit: 6, path: 'M L 6.5 0.5 Q 2 3 2 7 Q 3 9.5 5.5 9 Q 8 8 7 6 Q 5 4.5 2.5 7' },
  { digit: 6, path: 'M L 4 0.5 L 2 6 Q 2 9.5 4.5 9.3 Q 8 8.5 7 6 Q 5 4.5 2.2 6.5' },
  { digit: 7, path: 'M L 1.5 1 L 8.5 1 L 4 9.5 M L 3 5 L 8 5' },
  { digit: 7, path: 'M L 2 2.5 L 2 1 L 8 1 L 5 9.5 M L 3.5 5.5 L 8 5' },
  { digit: 7, path: 'M L 1.5 1 Q 5 2.5 8.5 1 Q 5.5 5 4.5 9.5 M L 2.5 5.5 L 7.5 4.5' },
  { digit: 7, path: 'M L 2 3 L 2 1 L 8 1 L 4 9.5' },
  {
    digit: 8,
    path: 'M L 7 2 Q 4 -0.5 3 2.5 Q 3.5 4.5 5.5 5 Q 8 6.5 6.5 8.5 Q 4 10 3 7.5 Q 3 6 5.5 4.5 Q 8 3 6.5 1.5',
  },
  { digit: 8, path: 'M A 5 2.8 2 2 90 -270 M A 5 7 2.5 2.3 -90 270' },
  { digit: 9, path: 'M A 4.5 3.2 2.5 2.4 -20 -350 L 7 9.5' },
  { digit: 9, path: 'M L 7 2 Q 4 -0.5 2.5 3 Q 3 6 5 5.5 Q 7 4.5 7 2 Q 7.5 6 6.5 8.5 Q 5 10 2.5 8.5' },
];

/** Zeros begun anywhere, in either direction, not quite closed or more than closed, or tall boxes; and ones and fours of few strokes. */
export const PLAIN_KINDS: readonly DigitKind[] = [
  { digit: 0, path: 'M A 5 5 3 4.5 0 330' },
  { digit: 0, path: 'M A 5 5 3.5 4.5 -120 -520' },
  { digit: 0, path: 'M A 5 5 3 4.5 -45 -380' },
  { digit: 0, path: 'M A 5 5 4 4.5 -90 290' },
  { digit: 0, path: 'M A 5 5 3 4.5 180 560' },
  { digit: 0, path: 'M A 5 5 3.5 4.5 -60 -400' },
  { digit: 0, path: 'M A 5 5 4 4.5 -80 -460 L 6.5 2' },
  { digit: 0, path: 'M L 3 1 L 7 1 L 7 9 L 3 9 L 3 1' },
  { digit: 0, path: 'M L 2.6 1 L 2.6 9 L 7.4 9 L 7.4 1 L 2.6 1' },
  { digit: 1, path: 'M L 5 1 L 5 9' },
  { digit: 1, path: 'M L 6.5 1 L 3.5 9' },
  { digit: 1, path: 'M L 4 2 L 5.5 1 L 5 9' },
  { digit: 1, path: 'M L 3 4 L 6.5 1 L 4.5 9' },
  { digit: 4, path: 'M L 3.5 1 L 2 6 L 8 5.5 M L 6 3.5 L 5 9.5' },
  { digit: 4, path: 'M L 5 0.5 L 2 5.5 Q 4 6 8 5 M L 7 2 L 6 9.5' },
  { digit: 9, path: 'M A 5 3 2.5 2.2 -30 -370 Q 7.5 7 6 9.5' },
];

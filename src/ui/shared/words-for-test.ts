/** For tests of panels: definitions arrive late, perhaps after the test is over. Here words are just words. */
import type { ComponentProps } from 'react';
import { vi } from 'vitest';
import type { Term } from './term';

vi.mock('./term', () => ({
  Term: ({ of, children = of }: ComponentProps<typeof Term>) => children,
}));

import { type ComponentType, lazy, memo, type ReactNode, Suspense } from 'react';
import type { DefinitionProps } from './definition';
import type { GlossaryKey } from './glossary';
import classes from './term.module.css';

interface TermProps {
  readonly of: GlossaryKey;
  /** The word as the sentence has it; the glossary's own when left out. */
  readonly children?: ReactNode;
  /** Of the word's own element, for a field that is named by it. */
  readonly id?: string;
}

/** Arrives after the shell. Should it not arrive, words stay words: that must not take a panel along. */
const Definition = lazy<ComponentType<DefinitionProps>>(() =>
  import('./definition').then(
    (module) => ({ default: module.Definition }),
    () => ({ default: ({ children }: DefinitionProps) => children }),
  ),
);

/**
 * A technical word that tells its meaning on hover, on focus and at a touch. It is a button, so its text must not contain
 * the name of one that scripts look for, such as Train: "training loss" explains only its "loss". Kept as it is while the
 * figures beside it change many times a second.
 */
export const Term = memo(function Term({ of, children, id }: TermProps) {
  const word = (
    <button type="button" id={id} className={classes['term']}>
      {children ?? of}
    </button>
  );
  return (
    <dfn className={classes['definition']}>
      <Suspense fallback={word}>
        <Definition of={of}>{word}</Definition>
      </Suspense>
    </dfn>
  );
});

import type { Imported } from './your-digits';

/** What came of a file of drawn digits. */
export function importedWords({ addedCount, knownCount, refused }: Imported): string {
  const known = knownCount === 0 ? '' : ` ${knownCount} you had already.`;
  const left = refused.length === 0 ? '' : ` Left out: ${refused.join('; ')}.`;
  return `${addedCount} ${addedCount === 1 ? 'digit' : 'digits'} added.${known}${left}`;
}

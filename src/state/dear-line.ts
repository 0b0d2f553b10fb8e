/**
 * Whether ten megabytes that nobody has asked for yet are too much for the line: the visitor wants to save data, pays for
 * every byte perhaps, or would wait for minutes. Browsers that do not tell are taken to be on a good line.
 */

/** What browsers tell of the line (Network Information API): none of it everywhere. */
export interface Line {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

const currentLine = (): Line | undefined => (navigator as { readonly connection?: Line }).connection;

export const isLineDear = (line: Line | undefined = currentLine()): boolean =>
  line?.saveData === true ||
  line?.type === 'cellular' ||
  line?.effectiveType === '2g' ||
  line?.effectiveType === 'slow-2g';

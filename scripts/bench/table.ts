/** Markdown tables and the numbers in them. */

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

export const significant = (value: number): string => (value < 100 ? value.toPrecision(2) : value.toFixed(0));

export const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)}%`;

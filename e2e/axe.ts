import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface Extent {
  /** The only rules to apply; all when left out. */
  readonly rules?: readonly string[];
  /** A selector: nothing but what is within. */
  readonly within?: string;
}

/** What axe finds wrong with the page as it is now, one line each. */
export async function axeViolations(page: Page, { rules, within }: Extent = {}): Promise<string[]> {
  // What passes is not written down: that takes most of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (rules) axe.withRules([...rules]);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/** What a screenshot shows, as numbers: colours that are next to each other on the screen, whoever painted them. */
import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';

/** A colour of a picture. */
interface Colour {
  /** 0 to 255. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** How many pixels have it. */
  readonly count: number;
}

/** WCAG 2.2, "relative luminance", 0 to 1. */
function luminance({ red, green, blue }: Colour): number {
  const [r, g, b] = [red, green, blue].map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The colours of what is on the screen where the element is, the commonest first. part: of its box, in shares of its sides. */
export async function coloursOf(
  element: Locator,
  part = { left: 0, top: 0, right: 1, bottom: 1 },
): Promise<Colour[]> {
  const { width, height, data } = PNG.sync.read(await element.screenshot());
  const counts = new Map<number, number>();
  for (let y = Math.round(part.top * height); y < Math.round(part.bottom * height); y++) {
    for (let x = Math.round(part.left * width); x < Math.round(part.right * width); x++) {
      const at = 4 * (y * width + x);
      const key = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([key, count]) => ({ red: key >> 16, green: (key >> 8) & 255, blue: key & 255, count }))
    .toSorted((a, b) => b.count - a.count);
}

/** The greatest contrast, 1 to 21, to the commonest colour that as many pixels as `leastCount` have. */
export function greatestContrast(colours: readonly Colour[], leastCount: number): number {
  const [ground, ...others] = colours;
  return Math.max(
    1,
    ...others.filter(({ count }) => count >= leastCount).map((colour) => contrast(colour, ground!)),
  );
}

/** How dark the commonest colour is, 0 to 1. */
export const groundOf = (colours: readonly Colour[]): number => luminance(colours[0]!);

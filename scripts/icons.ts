/** Draws the icons of the installed page, public/icons/, from public/favicon.svg: `npm run icons`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './bench/browser';

const inPublic = (path: string): string => fileURLToPath(new URL(`../public/${path}`, import.meta.url));

/** Systems cut these into a shape of their own, so the ground goes to the edge; the figure is well within the middle. */
const FULL = /^(?:maskable-|180)/;
const ICONS = { '180.png': 180, '192.png': 192, '512.png': 512, 'maskable-512.png': 512 };

const svg = readFileSync(inPublic('favicon.svg'), 'utf8');
mkdirSync(inPublic('icons'), { recursive: true });
const browser = await launchBrowser();
const page = await browser.newPage();
for (const [name, size] of Object.entries(ICONS)) {
  await page.setViewportSize({ width: size, height: size });
  const picture = FULL.test(name) ? svg.replace(' rx="8"', '') : svg;
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${picture}`);
  writeFileSync(inPublic(`icons/${name}`), await page.screenshot({ omitBackground: true }));
}
await browser.close();

/** The stages that are measured on the page itself, one after the other, on one build of it. */
import type { Browser } from '@playwright/test';
import { measureAuto } from './auto';
import type { BenchOptions, Stage } from './options';
import { measurePanels } from './panels';
import { measurePen, type PenRun } from './pen';
import type { Results } from './report';
import { servePage } from './sites';
import { type PageRun, timeToAccuracy } from './time-to-accuracy';

const PAGE_RUNS = 3;

/** A stage that fails costs its own numbers, not those of the others. */
async function attempt<T>(what: string, progress: (text: string) => void, run: () => Promise<T>) {
  progress(`${what} …`);
  try {
    return await run();
  } catch (error) {
    progress(`${what}: nothing measured. ${String(error)}`);
    return undefined;
  }
}

/** Runs the stages that were asked for. progress: hears what is going on. */
export async function measurePage(
  browser: Browser,
  options: BenchOptions,
  progress: (text: string) => void,
): Promise<Pick<Results, 'pageRuns' | 'panels' | 'pen' | 'auto'>> {
  const { stages, engines, presets, drawings, trainSeconds } = options;
  const asked = (['page', 'panels', 'pen', 'auto'] satisfies Stage[]).some((stage) => stages.has(stage));
  if (!asked) return { pageRuns: [], panels: undefined, pen: [], auto: undefined };
  progress('Building the page …');
  const site = await servePage({ isolated: options.isIsolated });
  const { url } = site;

  const pageRuns: PageRun[] = [];
  const trainers = stages.has('page') ? Array.from({ length: PAGE_RUNS }, () => engines.page).flat() : [];
  for (const engine of trainers) {
    const run = await attempt(`Training the page with ${engine}`, progress, () =>
      timeToAccuracy(browser, url, engine),
    );
    if (run) pageRuns.push(run);
  }

  const panels = stages.has('panels')
    ? await attempt('Opening the panels', progress, () => measurePanels(browser, url))
    : undefined;

  const pen: PenRun[] = [];
  for (const preset of stages.has('pen') ? presets : []) {
    for (const engine of engines.pen) {
      progress(`Drawing while ${engine} trains ${preset} …`);
      pen.push(await measurePen(browser, url, preset, engine, drawings));
    }
  }

  const auto = stages.has('auto')
    ? await attempt('Asking auto', progress, () => measureAuto(browser, url, engines.auto, trainSeconds))
    : undefined;
  await site.close();
  return { pageRuns, panels, pen, auto };
}

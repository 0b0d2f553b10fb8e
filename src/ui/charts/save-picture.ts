/** Charts as files: drawn anew off the page, in the light theme's colours, with title and legend. */
import { isCanvasHonest, NO_CANVAS, scratchContext } from '../shared/canvas-context';
import { resolveColours } from '../shared/colour-scheme';
import { download, type SavedFile } from '../shared/download';
import { lineName, readingName } from './chart-words';
import { composePicture, type ComposedPicture } from './compose-picture';
import { drawLines, type Lines, USUAL_FONT_PX } from './draw-lines';
import { loadAdapter } from './load-adapter';
import { type ChartedRun, MARKED, WIDTHS } from './run-series';
import type { Show } from './value-range';

const PLOT_WIDTH = 720;
const PLOT_HEIGHT = 400;
/** A picture is drawn once, and may be looked at closely. */
const ROW_COUNT = 240;
/** Pixels of a PNG per px: sharp on paper, too. */
const DENSITY = 2;
const MAX_NAME_LENGTH = 26;
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

interface PictureWish {
  /** "Loss" */
  readonly title: string;
  readonly lines: Lines;
  readonly runs: readonly ChartedRun[];
  readonly kind: 'png' | 'svg';
}

/** What a browser does that lets no page read its canvases, or has none: no PNG, or one of noise. */
export class NoPngError extends Error {
  override readonly name = 'NoPngError';
}

/** Throws when the chart cannot be drawn; NoPngError when the browser hands out no PNG of it. */
export async function savePicture({ title, lines, runs, kind }: PictureWish): Promise<SavedFile> {
  if (kind === 'png' && !isCanvasHonest()) throw new NoPngError('The browser hands out no pictures');
  const picture = await drawPicture(title, lines, runs);
  const fileName = `inkling-${lines.yLabel}.${kind}`;
  if (kind === 'svg') return download(picture.svg, fileName, 'image/svg+xml');
  return download(await toPng(picture), fileName, 'image/png');
}

async function drawPicture(
  title: string,
  lines: Lines,
  runs: readonly ChartedRun[],
): Promise<ComposedPicture> {
  const { VisChart } = await loadAdapter();
  const chart = new VisChart(document.createElement('div'), 'svg');
  try {
    const drawn = await drawLines(chart, lines, {
      width: PLOT_WIDTH,
      height: PLOT_HEIGHT,
      fontFamily: FONT,
      fontPx: USUAL_FONT_PX,
      element: document.body,
      theme: 'light',
      rowCount: ROW_COUNT,
    });
    const plot = await chart.toSvg();
    if (!drawn || plot === undefined) throw new Error('There is nothing to draw');
    const [ink, background, ...colours] = resolveColours(
      document.body,
      ['var(--ink)', 'var(--card)', ...lines.series.map(({ colour }) => colour)],
      'light',
    );
    const legend = lines.series.flatMap((line, i) =>
      line.points.length === 0
        ? []
        : {
            text: lineName({ run: shorten(line.run), name: readingName(line) }),
            colour: colours[i]!,
            width: WIDTHS[line.name],
            dash: line.dash,
            marked: MARKED[line.name],
          },
    );
    return composePicture({
      title: pictureTitle(title, runs, lines.show),
      legend,
      plot,
      plotWidth: PLOT_WIDTH,
      plotHeight: PLOT_HEIGHT,
      fontFamily: FONT,
      ink: ink!,
      background: background!,
    });
  } finally {
    chart.dispose();
  }
}

/** As much of a name as a column of the legend has room for. */
const shorten = (name: string): string =>
  name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;

/** "Loss of Brisk Heron (detail)" */
function pictureTitle(title: string, runs: readonly ChartedRun[], show: Show): string {
  const [first] = runs;
  const whose =
    runs.length > 1 ? ` of ${runs.length} runs` : first && first.id !== '' ? ` of ${first.name}` : '';
  return show === 'detail' ? `${title}${whose} (detail)` : title + whose;
}

async function toPng({ svg, width, height }: ComposedPicture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const context = scratchContext(width * DENSITY, height * DENSITY);
  if (!context) throw new Error(NO_CANVAS);
  const { canvas } = context;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser made no PNG'));
    }, 'image/png');
  });
}

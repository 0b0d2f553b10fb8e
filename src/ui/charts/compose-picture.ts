/** A chart with its title and its legend as one SVG document that can be read by itself, on paper for instance. */

interface LegendEntry {
  readonly text: string;
  /** As `rgb(…)`. */
  readonly colour: string;
  /** In px. */
  readonly width: number;
  readonly dash: readonly number[];
  /** Whether its measurements are dots on the line. */
  readonly marked: boolean;
}

export interface Picture {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  /** A whole SVG document, as large as the two next say, in px. */
  readonly plot: string;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly fontFamily: string;
  readonly ink: string;
  readonly background: string;
}

const MARGIN = 16;
const TITLE_HEIGHT = 30;
const LINE_HEIGHT = 22;
const KEY_WIDTH = 30;
const COLUMNS = 2;

/** What XML has no place for, not even escaped: one of these in a run's name, and there is no picture at all. */
const UNFIT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escape = (text: string): string =>
  text
    .replaceAll(UNFIT, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export interface ComposedPicture {
  readonly svg: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
}

/** Title above, then the legend in two columns, then the plot. Texts are not broken: keep them short. */
export function composePicture(picture: Picture): ComposedPicture {
  const { plotWidth, plotHeight, legend } = picture;
  const columnWidth = plotWidth / COLUMNS;
  const legendHeight = Math.ceil(legend.length / COLUMNS) * LINE_HEIGHT;
  const width = plotWidth + 2 * MARGIN;
  const plotTop = MARGIN + TITLE_HEIGHT + legendHeight + 8;
  const height = plotTop + plotHeight + MARGIN;
  const entries = legend.map(({ text, colour, width: stroke, dash, marked }, i) => {
    const x = MARGIN + (i % COLUMNS) * columnWidth;
    const y = MARGIN + TITLE_HEIGHT + Math.floor(i / COLUMNS) * LINE_HEIGHT + LINE_HEIGHT / 2;
    const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    return [
      `<line x1="${x}" x2="${x + KEY_WIDTH}" y1="${y}" y2="${y}" stroke="${escape(colour)}" stroke-width="${stroke}"${dashes}/>`,
      marked ? `<circle cx="${x + KEY_WIDTH / 2}" cy="${y}" r="3.5" fill="${escape(colour)}"/>` : '',
      `<text x="${x + KEY_WIDTH + 8}" y="${y + 4}" font-size="13">${escape(text)}</text>`,
    ].join('');
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escape(picture.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${escape(picture.background)}"/>`,
    `<g font-family="${escape(picture.fontFamily)}" fill="${escape(picture.ink)}">`,
    `<text x="${MARGIN}" y="${MARGIN + 16}" font-size="18" font-weight="600">${escape(picture.title)}</text>`,
    ...entries,
    '</g>',
    `<g transform="translate(${MARGIN} ${plotTop})">${picture.plot}</g>`,
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { composePicture, type Picture } from './compose-picture';

const PICTURE: Picture = {
  title: 'Loss of 2 runs',
  legend: [
    { text: 'Tom & "Jerry" <3, training', colour: 'rgb(1, 2, 3)', width: 1.25, dash: [], marked: false },
    { text: 'Tom & "Jerry" <3, validation', colour: 'rgb(1, 2, 3)', width: 2.75, dash: [], marked: true },
    { text: 'Calm Otter, training', colour: 'rgb(4, 5, 6)', width: 1.25, dash: [8, 3], marked: false },
  ],
  plot: '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="400" class="plot"></svg>',
  plotWidth: 720,
  plotHeight: 400,
  fontFamily: '"Segoe UI", sans-serif',
  ink: 'rgb(7, 8, 9)',
  background: 'rgb(255, 254, 251)',
};

describe('composePicture', () => {
  const { svg, width, height } = composePicture(PICTURE);
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const all = (selector: string) => [...drawing.querySelectorAll(selector)];

  it('is a document with title, legend and plot', () => {
    expect(drawing.getAttribute('viewBox')).toBe(`0 0 ${width} ${height}`);
    expect(all('text').map(({ textContent }) => textContent)).toEqual([
      'Loss of 2 runs',
      ...PICTURE.legend.map(({ text }) => text),
    ]);
    expect(drawing.querySelector('.plot')).not.toBeNull();
  });
  it('draws the legend as the lines are drawn', () => {
    expect(all('circle').map((dot) => dot.getAttribute('fill'))).toEqual(['rgb(1, 2, 3)']);
    const keys = all('line').map((line) =>
      ['stroke', 'stroke-width', 'stroke-dasharray'].map((name) => line.getAttribute(name)),
    );
    expect(keys).toEqual([
      ['rgb(1, 2, 3)', '1.25', null],
      ['rgb(1, 2, 3)', '2.75', null],
      ['rgb(4, 5, 6)', '1.25', '8 3'],
    ]);
  });
  it('has room for all of it', () => {
    expect(width).toBeGreaterThan(PICTURE.plotWidth);
    const more = composePicture({ ...PICTURE, legend: [...PICTURE.legend, ...PICTURE.legend] });
    expect(more.height).toBeGreaterThan(height);
    for (const text of all('text')) expect(Number(text.getAttribute('x'))).toBeLessThan(width / 2 + 60);
  });
});

import { expect, it } from 'vitest';
import { formatAddress, parseAddress } from './experiment-url';
import { PRESETS } from './presets';
import { parsePace } from './slow-motion';

it.each([
  ['20', 20],
  ['0.5', 0.5],
  [' 1000 ', 1000],
  ['1001', undefined],
  ['0.05', undefined],
  ['-3', undefined],
  ['fast', undefined],
  ['', undefined],
])('a pace of "%s" is %s', (text, pace) => expect(parsePace(text)).toBe(pace));

it('stands in the address beside the experiment, and says so where it is not understood', () => {
  const query = formatAddress(PRESETS.quick.experiment, false, '', 2.5);
  expect(query).toBe('?preset=quick&pace=2.5');
  expect(parseAddress(query)).toMatchObject({ pace: 2.5, problems: [] });
  expect(parseAddress('?preset=quick').pace).toBeUndefined();
  const { pace, problems } = parseAddress('?pace=9999');
  expect(pace).toBeUndefined();
  expect(problems).toEqual([
    { param: 'pace', message: expect.stringContaining('from 0.1 to 1000') as string },
  ]);
});

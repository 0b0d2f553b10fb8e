import { describe, expect, it } from 'vitest';
import { parseAddress } from '../experiment-url';
import { parseLesson } from '../lesson-address';
import { isPlain } from './is-plain';
import { mendAddress } from './mend-address';

const LESSONS = ['learning-rate', 'dropout', 'depth-and-width'];
const PLACES = ['evaluation', 'data', 'runs', 'settings', 'curves'];
const mend = (raw: string) => mendAddress(raw, { lessons: LESSONS, places: PLACES });

/** What is meant by all of these is a quick net of 32 units, and nothing has to be said of it. */
const QUICK_32 = '?preset=quick&hidden=32';

describe('what is undone without a word', () => {
  it.each([
    '?preset=quick&amp;hidden=32',
    '?preset=quick&amp;amp;hidden=32',
    '?preset=quick&AMP;hidden=32',
    '?preset=quick&amp%3Bhidden=32',
    '?preset=quick&amp%253Bhidden=32',
    '?preset=quick%26amp%3Bhidden=32',
    '?preset=quick%26hidden=32',
    '?preset=quick%26hidden%3D32',
    '?preset%3Dquick%26hidden%3D32',
    '?preset%253Dquick%2526hidden%253D32',
    '?preset%3dquick&hidden%3d32',
    // The browser takes what follows "#" for the hash.
    '?preset=quick&#38;hidden=32',
    '?preset=quick&#038;hidden=32',
    '?preset=quick&#x26;hidden=32',
    '?preset=quick?hidden=32',
    '?preset=quick%3Fhidden=32',
    '?preset=quick;hidden=32',
    '?preset=quick%3Bhidden=32',
    '??preset=quick&&hidden=32&',
    '?Preset=Quick&HIDDEN=32',
    '?%20preset=%20quick%20&+hidden+=+32+',
    '?preset=qu%C2%ADick&hid%E2%80%8Bden=3%E2%80%8D2',
    '?%EF%BB%BFpreset=quick&hidden=32%C2%A0',
    '?preset=quick%0A&hidden=3%0D%0A2',
    '?preset=qu%0D%0Aick&hid%0Aden=32',
    // Quoted-printable: "=" is "=3D", and a line ends in "=", whose line end the browser drops.
    '?preset=3Dquick&hidden=3D32',
    '?preset=qu=ick&hidden=3=2',
    '?preset=qu=%0D%0Aick&hidden=3=%0A2',
    '?preset=quick&hidden=32.',
    '?preset=quick&hidden=32,',
    '?preset=quick&hidden=32)',
    '?preset=quick&hidden=32%3E',
    '?preset=quick&hidden=32]',
    '?preset=quick&hidden=32%22',
    '?preset=quick&hidden=32%E2%80%9D.',
    '?preset=%E2%80%9Cquick%E2%80%9D&hidden=%3C32%3E',
    '?preset=%EF%BD%91uick&hidden=%EF%BC%93%EF%BC%92',
    '?preset=quick&hidden=%D9%A3%D9%A2',
    '?preset=quick&hidden=32&utm_source=chat&fbclid=x&gclid=y&mc_cid=z&ref=mail&_=1',
    '?utm_source=a&amp;preset=quick&amp;hidden=32&amp;utm_medium=b',
    '?preset=quick&hidden=32&preset=quick',
    '?quick&hidden=32',
    '#preset=quick&hidden=32',
    '#?preset=quick&hidden=32',
    '?preset=quick&hidden=32#:~:text=digits',
  ])('%s', (raw) => {
    expect(mend(raw)).toEqual({ search: QUICK_32, hash: '', notes: [] });
  });

  it.each([
    ['#evaluation?preset=quick', '?preset=quick', '#evaluation'],
    ['#data&hidden=32', '?hidden=32', '#data'],
    ['?preset=quick#data&hidden=32', QUICK_32, '#data'],
    ['?preset=quick#data&amp;hidden=32', QUICK_32, '#data'],
    ['?preset=quick%23evaluation', '?preset=quick', '#evaluation'],
    ['?preset=quick#%23evaluation', '?preset=quick', '#evaluation'],
    ['?preset=quick%2523evaluation', '?preset=quick', '#evaluation'],
    ['#/Evaluation', '', '#evaluation'],
    ['#evaluation).', '', '#evaluation'],
    ['#evaluation:~:text=a', '', '#evaluation'],
    ['?lr=1e%E2%88%923', '?lr=0.001', ''],
    ['?lr=1e+1&lr=10', '?lr=10', ''],
    ['?learningRate=0,01&Batch_Size=1.000', '?lr=0.01&batch=1000', ''],
    ['?Engine=WebGL', '?engine=webgl', ''],
    ['?engine=tfjs%E2%80%93wasm', '?engine=tfjs-wasm', ''],
    ['?engine=TFJS_wasm', '?engine=tfjs-wasm', ''],
    ['?activation=leakyrelu', '?activation=leakyRelu', ''],
    ['?augment=yes&autostart=true&embed', '?augment=on&autostart=1&embed=1', ''],
    ['?autostart', '?autostart=1', ''],
    ['?hidden=%5B64,%2032%5D&LESSON=Learning_Rate', '?hidden=64-32&lesson=learning-rate', ''],
    ['?compare=a,%20b%20.&x%5F=', '?compare=a%2Cb', ''],
  ])('%s', (raw, search, hash) => {
    const mended = mend(raw);
    expect([mended.search, mended.hash]).toEqual([search, hash]);
    if (!raw.includes('x%5F')) expect(mended.notes).toEqual([]);
  });

  it.each([
    ['?task=Why%20%26%20how%3F%20lr%3D1&hiden=32', 'Why & how? lr=1'],
    ['?task=Why+50%25+%26+not?&Preset=quick', 'Why 50% & not?'],
    ['?Preset=quick&task=Rock & roll', 'Rock & roll'],
    ['?task=One;%20hidden=32', 'One; hidden=32'],
    ['?task=Why%2520not%253F', 'Why not?'],
    ['?preset%3Dquick%26task%3DWhy%2520not', 'Why not'],
    ['?task=50%2525', '50%25'],
  ])('a task stays as it was written: %s', (raw, task) => {
    expect(parseLesson(mend(raw).search, LESSONS).task).toBe(task);
  });
});

describe('what is said', () => {
  it.each<[string, string, string, boolean]>([
    ['?hiden=32', '?hidden=32', 'The address says hiden=32: taken for hidden.', false],
    ['?epoch=3', '?epochs=3', 'The address says epoch=3: taken for epochs.', false],
    [
      '?optimiser=sgd&preset=quik',
      '?preset=quick&optimizer=sgd',
      'The address says preset=quik: taken for quick.',
      false,
    ],
    ['?activation=tanj', '?activation=tanh', 'The address says activation=tanj: taken for tanh.', false],
    ['?lesson=dropuot', '?lesson=dropout', 'The address says lesson=dropuot: taken for dropout.', false],
    ['#evaluaton', '', 'The address ends in #evaluaton: taken for #evaluation.', false],
    [
      '#kitchen',
      '',
      'The address ends in #kitchen, but the page has no such place: it opens at its beginning.',
      true,
    ],
    ['?colour=red', '', 'The address says colour=red, but there is no colour here: it is left out.', true],
    ['?l=1', '', 'The address says l=1, but there is no l here: it is left out. Did you mean lr?', true],
    ['?hello', '', 'The address says “hello”, which means nothing here: it is left out.', true],
    [
      '?lr=0.1&lr=0.2',
      '?lr=0.2',
      'The address says lr more than once: 0.1, 0.2. The last counts: 0.2.',
      false,
    ],
    [
      '?lr=0.1&lr=fast',
      '?lr=0.1',
      'The address says lr more than once: 0.1, fast. The last counts: 0.1.',
      false,
    ],
    [
      '?preset=quick&lr=',
      '?preset=quick',
      'The address says lr=, but lr must be a number from 0.000001 to 10. Using 0.004.',
      true,
    ],
    [
      '?batch=4096',
      '',
      'The address says batch=4096, but batch must be a whole number from 1 to 2048. Using 128.',
      true,
    ],
    [
      '?epochs=l0',
      '',
      'The address says epochs=l0, but epochs must be a whole number from 1 to 500. Using 28. Did you mean 10?',
      true,
    ],
    [
      '?autostart=maybe',
      '',
      'The address says autostart=maybe, but autostart must be 1 or 0. Using 0.',
      true,
    ],
    [
      '?preset=best',
      '',
      'The address says preset=best, but preset must be one of quick, standard, champion, lecun-1998, keras-mlp, tfjs-dense. Using standard.',
      true,
    ],
  ])('%s', (raw, search, message, isRefusal) => {
    const mended = mend(raw);
    expect(mended.search).toBe(search);
    expect(mended.notes).toContainEqual({ message, isRefusal });
    expect(parseAddress(mended.search).problems).toEqual([]);
  });

  it('names what is far too long in a few words, and lets no length or nonsense stop it', () => {
    for (const raw of [
      `?${'x'.repeat(5000)}=1`,
      `?lr=${'%25'.repeat(3000)}41`,
      '?%E0%A4%A=%',
      `?${'a?lr='.repeat(2000)}`,
    ]) {
      for (const { message } of mend(raw).notes) expect(message.length).toBeLessThan(300);
    }
  });
});

describe('isPlain', () => {
  const plain = (search: string, hash = '') => isPlain(search, hash, LESSONS, PLACES);

  it.each([
    ['', ''],
    ['?', '#'],
    ['?preset=quick&hidden=64-32&lr=0.01&autostart=1&embed=1', '#data'],
    ['?task=Why%20%26%20how%3F%2050%25&lesson=dropout&compare=a,b', ''],
  ])('fetches nothing for %s%s', (search, hash) => {
    expect(plain(search, hash)).toBe(true);
  });

  it.each([
    ['?preset=quick&amp;hidden=32', ''],
    ['?Preset=quick', ''],
    ['?lr=0,01', ''],
    ['?preset=Quick', ''],
    ['?utm_source=x', ''],
    ['?lr=1&lr=2', ''],
    ['?lesson=Dropout', ''],
    ['?task=Why%2520not', ''],
    ['', '#Data'],
    ['', '#data&hidden=32'],
  ])('has %s%s mended', (search, hash) => {
    expect(plain(search, hash)).toBe(false);
  });
});

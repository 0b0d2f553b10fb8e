import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDigitTable } from './digit-table';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** A row of 784 pixels, all 0 but the first ones. */
const row = (...first: (number | string)[]): string =>
  [...first, ...Array(784 - first.length).fill(0)].join();
const header = Array.from({ length: 784 }, (_, i) => `pixel${i}`).join();

function partOf(bytes: Uint8Array) {
  const read = readDigitTable(bytes, 'digits.csv');
  if (!read.ok) throw new Error(read.fault.message);
  if (read.value.kind === 'answers') throw new Error('no pictures');
  return read.value.part;
}
const refusal = (bytes: Uint8Array): string => {
  const read = readDigitTable(bytes, 'digits.csv');
  return read.ok ? 'nothing' : read.fault.message;
};

describe('a table of pictures', () => {
  it('is read with column names and without, with labels and without', () => {
    const kaggle = partOf(utf8(`label,${header}\n7,${row(1, 255)}\n2,${row(3)}\n`));
    expect([...kaggle.labels!]).toEqual([7, 2]);
    expect([...kaggle.pixels.subarray(0, 3)]).toEqual([1, 255, 0]);
    expect([...kaggle.pixels.subarray(784, 786)]).toEqual([3, 0]);
    expect(kaggle.pixels).toHaveLength(2 * 784);
    expect([...partOf(utf8(`9,${row(4)}`)).labels!]).toEqual([9]);
    expect(partOf(utf8(`${header}\n${row(5)}`)).labels).toBeUndefined();
    expect(partOf(utf8(`${row(6)}\n${row(7)}`)).labels).toBeUndefined();
  });

  it('finds labels and ids by the names of their columns', () => {
    const named = partOf(utf8(`id,${header},label\n12,${row(8)},3\nb-2,${row(9)},4`));
    expect(named.ids).toEqual(['12', 'b-2']);
    expect([...named.labels!]).toEqual([3, 4]);
    expect(named.pixels[784]).toBe(9);
  });

  it('takes what other programs write: a mark before it, line ends of any kind, quotes, semicolons', () => {
    const plain = partOf(utf8(`1,${row(2, 3)}\n4,${row(5)}\n`));
    const quoted = `1,${row(2, 3)}`.split(',').map((value) => `"${value}"`);
    for (const text of [
      `\uFEFF1,${row(2, 3)}\r\n4,${row(5)}\r\n`,
      `1,${row(2, 3)}\r4,${row(5)}`,
      `\n\n1,${row(2, 3)}\n\n4,${row(5)}\n\n\n`,
      `${quoted.join()}\n4,${row(5)}`,
      `1,${row(2, 3)}\n4,${row(5)}`.replaceAll(',', ';'),
      `1,${row(2, 3)}\n4,${row(5)}`.replaceAll(',', '\t'),
      `1,${row(2, 3)}\n4,${row(5)}`.replaceAll(',', ' , '),
      `1.0,${row('2.0', '3.00')}\n4,${row(5)}`,
    ]) {
      const read = partOf(utf8(text));
      expect(read.labels).toEqual(plain.labels);
      expect(read.pixels).toEqual(plain.pixels);
    }
  });

  it('says in which line and column it is wrong', () => {
    const lines = (...rows: string[]) => utf8([`label,${header}`, ...rows].join('\r\n'));
    expect(refusal(lines(`1,${row()}`, '2,3,4'))).toBe(
      '“digits.csv”, line 3: 3 values where the first line has 785.',
    );
    expect(refusal(lines(`1,${row()},0,0`))).toContain('line 2: 787 values where the first line has 785');
    expect(refusal(lines('', `10,${row()}`))).toBe(
      '“digits.csv”, line 3, column 1: a label, a whole number from 0 to 9, is wanted, and there is “10”.',
    );
    expect(refusal(lines(`1,${row(0, 256)}`))).toContain('line 2, column 3: a pixel');
    expect(refusal(lines(`1,${row(0, '0.5')}`))).toContain('there is “0.5”');
    expect(refusal(lines(`1,${row('-1')}`))).toContain('there is “-1”');
    expect(refusal(lines(`1,${row('')}`))).toContain(
      'column 2: a pixel, a whole number from 0 to 255, is wanted, and there is nothing',
    );
    expect(refusal(lines(`1,${row('9'.repeat(400))}`))).toContain('there is “9999');
    expect(refusal(lines(`1,${row('<b>')}`))).toContain('there is “<b>”');
    expect(refusal(utf8('1,2,3\n4,5,6'))).toContain('line 1: 3 values where 784 are wanted');
    expect(refusal(utf8('name,size\u0000,x\n'))).toContain('no text');
    expect(refusal(utf8(''))).toBe('“digits.csv” is empty.');
    expect(refusal(utf8(`label,${header}\n`))).toBe('“digits.csv” has no rows.');
  });

  it('names what is not UTF-8', () => {
    expect(refusal(new Uint8Array([0xff, 0xfe, 0x31, 0]))).toContain('UTF-16');
    // Latin-1: é is one byte, which may stand among the columns' names but is no number.
    const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect(
      partOf(
        latin1(`étiquette,${header}\n`.replace('étiquette', 'label').replace('pixel3', 'é') + `1,${row()}`),
      ).labels,
    ).toHaveLength(1);
    expect(refusal(latin1(`1,${row('é')}`))).toContain('line 1: 785 names');
    expect(refusal(latin1(`1,${row()}\n1,${row('é')}`))).toContain('line 2, column 2');
  });

  it('lets no formula through as an id', () => {
    expect(refusal(utf8(`id,${header}\n=HYPERLINK(1),${row()}`))).toContain('cannot be a picture’s id');
  });

  it('knows a file of answers', () => {
    expect(readDigitTable(utf8('ImageId,Label\n1,0\n'), 'sample_submission.csv')).toEqual({
      ok: true,
      value: { kind: 'answers' },
    });
  });
});

const TABLES = resolve(import.meta.dirname, '../../../shared/tables');
if (!existsSync(TABLES)) {
  it('is not tried with tables from elsewhere, which are not here', () => {
    console.log(`no ${TABLES}: nothing to read`);
  });
} else {
  it('is read as Kaggle lays it out, the same digits as without names', () => {
    const read = (name: string) => partOf(new Uint8Array(readFileSync(resolve(TABLES, name))));
    const train = read('train.csv');
    // The first of MNIST's test digits are these, as everybody knows.
    expect([...train.labels!.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(train.pixels).toEqual(read('mnist-headerless.csv').pixels);
    expect(train.labels).toEqual(read('mnist-headerless.csv').labels);
    expect(read('test.csv')).toMatchObject({ pixels: train.pixels });
    expect(read('test.csv').labels).toBeUndefined();
    expect(
      readDigitTable(new Uint8Array(readFileSync(resolve(TABLES, 'sample_submission.csv'))), ''),
    ).toMatchObject({ value: { kind: 'answers' } });
  });
}

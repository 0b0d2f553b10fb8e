import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Result } from '../core/fault';
import { reading } from './refusal';
import { isZip, readZip } from './zip';

interface Made {
  readonly name: string;
  readonly content: Uint8Array;
  readonly packed?: boolean;
  /** In place of the truth. */
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
}

/** A zip archive put together by hand after APPNOTE 6.3.10, packed by Node's zlib. */
function zipOf(files: readonly Made[]): Uint8Array {
  const locals: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const {
    name,
    content,
    packed = true,
    size = content.length,
    crc = crc32(content),
    flags = 0,
  } of files) {
    const title = Buffer.from(name);
    const data = packed ? deflateRawSync(content) : Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(packed ? 8 : 0, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(title.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    common.copy(entry, 6, 0, 26);
    entry.writeUInt32LE(offset, 42);
    table.push(entry, title);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, title, data]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

const text = (content: string) => new TextEncoder().encode(content);
const filesOf = (bytes: Uint8Array) => readZip(bytes, '“a.zip”', { mostBytes: 1 << 30, mostFiles: 3 });
const refusalOf = (read: () => unknown): string => {
  const result: Result<unknown> = reading('a zip archive', read);
  return result.ok ? 'nothing' : result.fault.message;
};
const refusal = (bytes: Uint8Array): string => refusalOf(() => filesOf(bytes));
const fileRefusal = (made: Made): string => refusalOf(filesOf(zipOf([made]))[0]!.read);

describe('a zip archive', () => {
  const long = text('seven '.repeat(500));
  it('is listed and unpacked, packed or not, folders left out', () => {
    const zip = zipOf([
      { name: '7/', content: new Uint8Array(), packed: false },
      { name: '7/a.txt', content: long },
      { name: '8/ü.txt', content: text('eight'), packed: false },
    ]);
    expect(isZip(zip)).toBe(true);
    const files = filesOf(zip);
    expect(files.map(({ name }) => name)).toEqual(['7/a.txt', '8/ü.txt']);
    expect(files.map(({ read }) => read())).toEqual([long, text('eight')]);
  });

  it('is refused when its end is missing, or its table is damaged', () => {
    const zip = zipOf([{ name: 'a', content: long }]);
    expect(refusal(zip.subarray(0, zip.length - 30))).toContain('“a.zip” is cut short at byte');
    const damaged = zip.slice();
    damaged[zip.length - 22 - 47]! ^= 0xff;
    expect(refusal(damaged)).toMatch(/damaged at byte \d+: file 1 of 1/);
  });

  it('does not unpack more than it announces, and announces no more than is taken', () => {
    const bomb = { name: 'bomb', content: new Uint8Array(5_000_000) };
    expect(fileRefusal({ ...bomb, size: 1000 })).toContain('“bomb” unpacks to more than the 1000 bytes');
    expect(refusal(zipOf([{ ...bomb, size: 0xfffffff0 }]))).toContain('would unpack to 4096 MB');
    const four = ['a', 'b', 'c', 'd'].map((name) => ({ name, content: long }));
    expect(refusal(zipOf(four))).toBe('“a.zip” holds 4 files: 3 at most are read.');
  });

  it('has one damaged file refused alone, by its name', () => {
    expect(fileRefusal({ name: 'a.png', content: long, crc: 1 })).toBe(
      '“a.png” is damaged: it does not fit its checksum.',
    );
    expect(fileRefusal({ name: 'a.png', content: long, size: 7 })).toContain('“a.png” unpacks to more');
    expect(fileRefusal({ name: 'a.png', content: long, flags: 1 })).toContain('password');
    expect(fileRefusal({ name: 'a\u202Egnp.exe', content: long, crc: 1 })).toContain('“a gnp.exe”');
  });
});

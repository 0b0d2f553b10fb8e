import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip, isGzip } from './gunzip';
import { isIdx, readIdx } from './idx';
import { pairIdx } from './pair-idx';

/** An IDX file with this header, then these bytes. */
function idx(type: number, sizes: readonly number[], content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + content.length);
  bytes.set([0, 0, type, sizes.length]);
  const view = new DataView(bytes.buffer);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(content, 4 + 4 * sizes.length);
  return bytes;
}
const images = (count: number) =>
  idx(
    8,
    [count, 28, 28],
    new Uint8Array(count * 784).map((_, i) => i % 251),
  );
const labels = (...values: number[]) => idx(8, [values.length], Uint8Array.from(values));
const refusal = (bytes: Uint8Array): string => {
  const read = readIdx(bytes, 'a-file');
  return read.ok ? 'nothing' : read.fault.message;
};
const contentOf = (bytes: Uint8Array) => {
  const read = readIdx(bytes, 'a-file');
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
};

describe('an IDX file', () => {
  it('is known by its first bytes, and read', () => {
    expect(isIdx(images(1))).toBe(true);
    expect(isIdx(new TextEncoder().encode('label,pixel0'))).toBe(false);
    const pictures = contentOf(images(3));
    expect(pictures).toMatchObject({ kind: 'images', count: 3 });
    expect(pictures.kind === 'images' && [...pictures.pixels.subarray(249, 253)]).toEqual([249, 250, 0, 1]);
    expect(contentOf(labels(7, 0, 9))).toEqual({ kind: 'labels', count: 3, labels: Uint8Array.of(7, 0, 9) });
    // QMNIST and others have flat rows.
    expect(contentOf(idx(8, [2, 784], new Uint8Array(2 * 784)))).toMatchObject({ kind: 'images', count: 2 });
  });

  it('says what is wrong with it, and where', () => {
    expect(refusal(images(3).subarray(0, 1000))).toBe(
      '“a-file” is cut short: it announces 3 pictures, which end at byte 2368, and it ends at byte 1000.',
    );
    expect(refusal(idx(8, [1_000_000_000, 28, 28], new Uint8Array(784)))).toBe(
      '“a-file” announces 1,000,000,000 pictures: 300,000 at most are taken.',
    );
    expect(refusal(labels(1, 2, 10))).toBe(
      '“a-file”: label 3, at byte 10, is 10: labels from 0 to 9 are wanted.',
    );
    expect(refusal(idx(8, [1, 32, 32], new Uint8Array(1024)))).toBe(
      '“a-file” holds pictures of 32 x 32: 28 x 28 are wanted.',
    );
    expect(refusal(idx(13, [1, 28, 28], new Uint8Array(4 * 784)))).toContain('holds floats');
    expect(refusal(idx(8, [2], Uint8Array.of(1, 2, 3)))).toContain(
      '1 bytes more than it announces, from byte 10 on',
    );
    expect(refusal(Uint8Array.of(0, 0, 8, 3, 0, 0))).toContain('at byte 6 of 16');
    expect(refusal(idx(8, [0], new Uint8Array()))).toContain('is empty');
  });
});

describe('images and labels', () => {
  const named = (name: string, bytes: Uint8Array) => ({ name, content: contentOf(bytes) });
  it('find each other by their count, and by their names where counts are equal', () => {
    const fashion = pairIdx([
      named('t10k-labels-idx1-ubyte.gz', labels(1, 2)),
      named('train-images-idx3-ubyte.gz', images(2)),
      named('train-labels-idx1-ubyte.gz', labels(3, 4)),
      named('t10k-images-idx3-ubyte.gz', images(2)),
      named('extra-images', images(5)),
    ]);
    expect(fashion.ok && fashion.value.map((part) => [part.name, part.labels && [...part.labels]])).toEqual([
      ['train-images-idx3-ubyte.gz', [3, 4]],
      ['t10k-images-idx3-ubyte.gz', [1, 2]],
      ['extra-images', undefined],
    ]);
    const byCount = pairIdx([named('x', images(2)), named('y', labels(5, 6))]);
    expect(byCount.ok && byCount.value[0]!.labels).toEqual(Uint8Array.of(5, 6));
  });

  it('are missed where only the labels came', () => {
    const alone = pairIdx([named('train-labels', labels(1, 2, 3))]);
    expect(!alone.ok && alone.fault.message).toContain('“train-labels” holds 3 labels');
  });
});

describe('a gzip file', () => {
  const content = Uint8Array.from({ length: 100_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) % 251);
  const packed = new Uint8Array(gzipSync(content));
  const problem = (bytes: Uint8Array, most = 1e6): string => {
    const read = gunzip(bytes, 'x.gz', most);
    return read.ok ? 'nothing' : read.fault.message;
  };
  // Not toEqual, which takes seconds for so many numbers.
  const isContent = (bytes: Uint8Array): boolean => {
    const read = gunzip(bytes, 'x.gz', 1e6);
    return read.ok && Buffer.from(read.value).equals(content);
  };
  it('is unpacked, also of several pieces', () => {
    expect(isGzip(packed)).toBe(true);
    expect(isContent(packed)).toBe(true);
    const two = new Uint8Array([...gzipSync(content.subarray(0, 500)), ...gzipSync(content.subarray(500))]);
    expect(isContent(two)).toBe(true);
  });

  it('is refused when it is cut short, damaged, or a bomb', () => {
    expect(problem(packed.subarray(0, 5000))).toContain(
      'damaged or cut short: what it packs ends at byte 5000',
    );
    expect(problem(packed.subarray(0, packed.length - 4))).toContain('cut short');
    expect(problem(packed.subarray(0, 12))).toContain('cut short');
    const damaged = packed.slice();
    damaged[damaged.length - 6]! ^= 1;
    expect(problem(damaged)).toContain('do not fit its checksum');
    const bomb = new Uint8Array(gzipSync(new Uint8Array(50_000_000)));
    expect(problem(bomb, 1024 * 1024)).toBe('“x.gz” unpacks to more than 1 MB: that is not taken.');
  });
});

import { describe, expect, it } from 'vitest';
import { isLitter, picturesClasses, roleOf } from './picture-classes';

const classesOf = (...names: string[]) => {
  const found = picturesClasses(names);
  return found.ok ? [found.value.classNames.join(), found.value.labels.join()] : found.fault.message;
};
const digits = (most: number) => Array.from({ length: most + 1 }, (_, digit) => digit).join();

describe('what pictures show', () => {
  it('is said by their folders', () => {
    expect(classesOf('train/cat/1.png', 'train/dog/2.png', 'test/cat/3.png')).toEqual(['cat,dog', '0,1,0']);
    expect(classesOf('set\\9\\a.png', 'set\\3\\b.png')).toEqual([digits(9), '9,3']);
    expect(classesOf('mnist/training/1/10.png', 'mnist/training/0/1.png')).toEqual(['0,1', '1,0']);
  });

  it('is said by their names', () => {
    expect(classesOf('7_12.png', '0 (3).png', '2.png')).toEqual([digits(7), '7,0,2']);
    expect(classesOf('00001-label-4.png', '00002-label-1.png')).toEqual([digits(4), '4,1']);
    expect(classesOf('img_00012_5.jpg', 'img_00013_0.jpg')).toEqual([digits(5), '5,0']);
    expect(classesOf('digit7.png', 'digit3b.png')).toEqual([digits(7), '7,3']);
    expect(classesOf('sneaker 12.png', 'bag-3.png', 'bag.png')).toEqual(['bag,sneaker', '1,0,0']);
  });

  it('is not said of a picture that the rule does not fit', () => {
    const names = Array.from({ length: 9 }, (_, i) => `${i}_a.png`);
    expect(classesOf(...names, 'readme.png')).toEqual([digits(8), '0,1,2,3,4,5,6,7,8,']);
  });

  it('may be called anything', () => {
    expect(classesOf('__proto__/1.png', 'constructor/2.png')).toEqual(['__proto__,constructor', '0,1']);
    expect(classesOf('../../<b>/1.png', '../../etc/2.png')).toEqual(['<b>,etc', '0,1']);
  });

  it('is refused where it is nothing, one thing, or too many', () => {
    expect(classesOf('IMG.png', 'IMG.png')).toContain('do not say what they show');
    const letters = Array.from({ length: 12 }, (_, i) => `${String.fromCharCode(97 + i)}/1.png`);
    expect(classesOf(...letters)).toContain('of 12 classes (a, b, c, d, e, f, g, h, i, j, k, …)');
  });
});

it('knows parts of a set, and what systems leave in archives', () => {
  expect(['t10k-images', 'x/test/1.png', 'mnist_test.csv', 'latest.csv', 'train.csv'].map(roleOf)).toEqual([
    'test',
    'test',
    'test',
    undefined,
    'train',
  ]);
  expect(['__MACOSX/7/._1.png', '7/.DS_Store', '7/1.png'].map(isLitter)).toEqual([true, true, false]);
});

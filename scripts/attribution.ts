/** Whose digits these are, and on what terms they are passed on. */
export const ATTRIBUTION = {
  name: 'MNIST database of handwritten digits',
  source: 'http://yann.lecun.com/exdb/mnist/',
  licence: 'CC BY-SA 3.0',
  licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/',
  authors: ['Yann LeCun', 'Corinna Cortes'],
  changes: 'Pixels and labels unchanged, repackaged as PNG sprite sheets and label files.',
};

export const LICENCE_TEXT = `${ATTRIBUTION.name}
by ${ATTRIBUTION.authors.join(' and ')}
${ATTRIBUTION.source}

The files in this folder are that database, passed on under its own licence,
Creative Commons Attribution-ShareAlike 3.0 (CC BY-SA 3.0): ${ATTRIBUTION.licenceUrl}

What was changed: the pixels and the labels are unchanged; they are repackaged.
- Pixels: grayscale PNG sprite sheets, one row of 784 pixels (28 rows of 28) per digit.
- Labels: one byte per digit, 0 to 9.
- The first 55,000 of the 60,000 training digits are called "train", the last 5,000 "validation".
Nothing was added, left out or put in another order.
`;

import type { PaperTrouble } from '../../state/paper-store';

/** Why a picture could not be read, and what helps, for the visitor. */
export const TROUBLES: Readonly<Record<PaperTrouble, string>> = {
  'too-large':
    'This picture has more than 64 megapixels, which is more than this page unpacks. Make it smaller, or cut out the part with the digits.',
  'too-small':
    'This picture is smaller than a digit. Choose one in which digits are at least 20 pixels high.',
  blank: 'There is nothing written on this picture, or it is too faint to be seen.',
  'no-writing':
    'There is too much on this picture to be a page of digits. Take the photo from nearer by, with nothing but the paper in it.',
  unreadable:
    'This browser cannot open this file as a picture: it is damaged, or of a kind that it does not know. Photos in HEIC open in Safari only; save it as JPEG or PNG.',
  'no-canvas': 'This browser does not let the page look into pictures.',
  broke:
    'The part of this page that reads pictures has stopped, or did not arrive. Choose the picture again.',
  'too-slow':
    'This picture took too long to read and was put aside. Make it smaller, or cut out the part with the digits.',
};

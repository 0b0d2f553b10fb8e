import { PLAIN_STYLE, type PictureStyle } from './digit-picture';

/**
 * The pictures that are made of each digit to read it by: what networks say to all of them is more often right than what they say
 * to one.
 */
export const READING_STYLES: readonly PictureStyle[] = [PLAIN_STYLE];

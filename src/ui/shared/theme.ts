import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent of tokens.css as Mantine's ten shades; 6 is the light theme's filled shade, 8 the dark one's. */
const ink: MantineColorsTuple = [
  '#eef1fd',
  '#dbe1f9',
  '#b4c0f1',
  '#8a9cea',
  '#667ee3',
  '#4f6adf',
  '#3451c6',
  '#2f48b0',
  '#3d57c9',
  '#1f2f78',
];

/** Mantine's neutrals of the dark theme, from text to page, in the hue of tokens.css. */
const dark: MantineColorsTuple = [
  '#e9ecf4',
  '#b9c1d3',
  '#a3adc2',
  '#6c7790',
  '#3d475d',
  '#2c3446',
  '#232a3a',
  '#191e2a',
  '#141923',
  '#10131b',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 8 },
  colors: { ink, dark },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
});

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

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 8 },
  colors: { ink },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
});

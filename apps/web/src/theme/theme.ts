import {
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent: an ink blue, far enough from the state colours to never be read as one. */
const ink: MantineColorsTuple = [
  '#eef0fc',
  '#dcdff6',
  '#b8beec',
  '#939ce3',
  '#7681da',
  '#5a67d0',
  '#4a58c9',
  '#3f4fc4',
  '#3341a8',
  '#283486',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#e9e9eb',
  '#dcdde0',
  '#c6c8cd',
  '#9fa3ab',
  '#6d727c',
  '#4e535c',
  '#33373e',
  '#1d2025',
];

const dark: MantineColorsTuple = [
  '#e6e7ea',
  '#c4c7ce',
  '#9ba0aa',
  '#7d828d',
  '#4a4f59',
  '#363a43',
  '#292c34',
  '#1c1f25',
  '#14161a',
  '#0d0e11',
];

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'hookline.theme' });

export const theme = createTheme({
  colors: { ink, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 5 },
  black: '#1d2025',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '16px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '32px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'sm' } },
  },
});

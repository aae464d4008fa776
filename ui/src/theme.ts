import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** Pine, from mist to night; 8 is the accent by day, 4 by night. */
const pine: MantineColorsTuple = [
  '#eef6f4',
  '#dcebe6',
  '#b5d8cf',
  '#83d3c3',
  '#5cbfab',
  '#3d9a88',
  '#2c7d6e',
  '#256a5e',
  '#1f5c53',
  '#153f39',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { pine },
  fontFamily: 'var(--font)',
  defaultRadius: 'md',
  radius: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.375rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { centered: true, radius: 'xl' } },
  },
});

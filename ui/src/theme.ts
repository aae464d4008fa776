import { createTheme, defaultVariantColorsResolver } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple, VariantColorsResolver } from '@mantine/core';

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

/** Filled in the accent: by night it is light, and the text on it dark. */
const ownVariants: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled' || (input.color !== undefined && input.color !== 'pine')) return colours;
  return {
    ...colours,
    background: 'var(--accent)',
    hover: 'color-mix(in oklab, var(--accent) 88%, var(--ink))',
    color: 'var(--accent-ink)',
  };
};

/** Slate, from text to the ground: what Mantine draws by night. */
const slate: MantineColorsTuple = [
  '#eef0f2',
  '#b3bac3',
  '#98a1ac',
  '#6b7480',
  '#434b57',
  '#2b313a',
  '#14181e',
  '#1b1f26',
  '#12151a',
  '#0d1014',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 4 },
  colors: { pine, dark: slate },
  variantColorResolver: ownVariants,
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
    SegmentedControl: { defaultProps: { size: 'md', radius: 'md' } },
    Modal: { defaultProps: { centered: true, radius: 'xl' } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--card)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-error': 'var(--alert)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-disabled': 'var(--paper)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
};

/** Mantine's own colours are ours, by day and by night. */
export const ownColours: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });

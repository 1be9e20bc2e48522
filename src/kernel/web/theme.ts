import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a deep sea blue. Shade 6 carries white text at 6:1; in the dark shade 4 reads on the ground at 6:1. */
const accent: MantineColorsTuple = [
  '#eef4fb',
  '#dbe7f5',
  '#b8d0ea',
  '#91b6dd',
  '#6a9bd6',
  '#3975b9',
  '#2462a8',
  '#1d5190',
  '#184377',
  '#11315a',
]
const grey: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f5',
  '#e9ebee',
  '#dfe2e6',
  '#cbd0d6',
  '#a4abb4',
  '#6b7480',
  '#505862',
  '#343a42',
  '#1b1f24',
]
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#b9bfc7',
  '#949ca6',
  '#6a727d',
  '#3c424b',
  '#2b3038',
  '#20242a',
  '#16191d',
  '#111316',
  '#0b0c0e',
]

/**
 * The list of options is itself what scrolls, so that it belongs to the field whose keys move in it; it goes at once,
 * for while it faded it would belong to none.
 */
const listed = {
  defaultProps: { withScrollArea: false, comboboxProps: { transitionProps: { duration: 0 } } },
  styles: { options: { maxHeight: 220, overflowY: 'auto' } },
}

/** Mantine's tokens: one accent, neutral greys, five sizes of type, a 4 px grid, a 6 px radius, hairlines for shadows. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, gray: grey, dark },
  black: '#1b1f24',
  fontFamily: "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'compact-sm', fw: 500 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: listed,
    MultiSelect: listed,
    Tooltip: { defaultProps: { openDelay: 400, fz: 'xs', transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, offset: 4 } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, offset: 4 } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 120, transition: 'fade' },
        overlayProps: { opacity: 0.3 },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 140 },
        overlayProps: { opacity: 0.3 },
      },
    },
  },
})

/** The app's own tokens on top of Mantine's. Tones are told apart by lightness too, and each stands beside a word. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--qd-ground': '#f8f9fa',
    '--qd-surface': '#ffffff',
    '--qd-hover': '#f1f3f5',
    '--qd-selected': '#e8f0f9',
    '--qd-border': '#e6e8eb',
    '--qd-border-strong': '#cbd0d6',
    '--qd-text': '#1b1f24',
    '--qd-dim': '#5f6874',
    '--qd-accent': '#2462a8',
    '--qd-face': '#e4e7eb',
    '--qd-face-text': '#434b55',
    '--qd-toast': '#24292f',
    '--qd-toast-text': '#f6f7f8',
    '--qd-tone-neutral': '#8a929d',
    '--qd-tone-info': '#2f7ad1',
    '--qd-tone-good': '#12876a',
    '--qd-tone-warning': '#c27803',
    '--qd-tone-bad': '#c4314b',
    '--mantine-color-dimmed': '#5f6874',
    '--mantine-color-error': '#b3243e',
    '--mantine-color-placeholder': '#6b7480',
  },
  dark: {
    '--qd-ground': '#111316',
    '--qd-surface': '#16191d',
    '--qd-hover': '#20242a',
    '--qd-selected': '#1a2b3f',
    '--qd-border': '#272c33',
    '--qd-border-strong': '#3c424b',
    '--qd-text': '#e4e7eb',
    '--qd-dim': '#98a1ac',
    '--qd-accent': '#86b1e2',
    '--qd-face': '#31373f',
    '--qd-face-text': '#c9ced5',
    '--qd-toast': '#333941',
    '--qd-toast-text': '#f1f3f5',
    '--qd-tone-neutral': '#7f8893',
    '--qd-tone-info': '#5aa0ec',
    '--qd-tone-good': '#35b894',
    '--qd-tone-warning': '#dfa23c',
    '--qd-tone-bad': '#ee6f84',
    '--mantine-color-body': '#16191d',
    '--mantine-color-dimmed': '#98a1ac',
    '--mantine-color-error': '#f28a9b',
    '--mantine-color-placeholder': '#8b94a0',
  },
})

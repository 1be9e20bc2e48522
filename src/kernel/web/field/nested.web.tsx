import { MantineThemeProvider } from '@mantine/core'
import type { ReactNode } from 'react'

const within = { defaultProps: { withinPortal: false } }
const theme = { components: { Combobox: within, Popover: within } }

/** Inputs inside a popover keep their own drop-downs inside it: a click there must not close the popover. */
export const Nested = ({ children }: { children: ReactNode }) => (
  <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
)

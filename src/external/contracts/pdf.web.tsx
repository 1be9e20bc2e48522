import { Button } from '@mantine/core'
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs'

/** Saves what the server puts on paper, as a file. */
export const PdfButton = ({ path }: { readonly path: string }) => (
  <Button
    leftSection={<IconFileText size={14} aria-hidden />}
    renderRoot={(props) => (
      <a href={`/api/v1${path}`} download {...props}>
        {props['children']}
      </a>
    )}
  >
    Save as PDF
  </Button>
)

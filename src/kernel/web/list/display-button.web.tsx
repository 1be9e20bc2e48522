import { Button, Popover } from '@mantine/core'
import IconAdjustmentsHorizontal from '@tabler/icons-react/dist/esm/icons/IconAdjustmentsHorizontal.mjs'
import { Nested } from '../field/nested.web.tsx'
import { lazy, Suspense, useState } from 'react'

const Display = lazy(() => import('./display.web.tsx'))

/** Opens how the list is displayed; what is in it comes when it is opened. */
export function DisplayButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={304} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          Display
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Suspense>
          {isOpen && (
            <Nested>
              <Display />
            </Nested>
          )}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

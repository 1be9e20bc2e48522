import { Button, Menu } from '@mantine/core'
import type { Drawing } from './drawing.ts'
import { savePng, saveSvg } from './save.web.ts'

/** Hands what is on the screen over as a file. */
export function ExportMenu({ name, draw }: { name: string; draw: () => Drawing }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" h={30}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void savePng(name, draw())}>As PNG, for slides</Menu.Item>
        <Menu.Item onClick={() => saveSvg(name, draw())}>As SVG, to edit further</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

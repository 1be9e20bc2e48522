import { Drawer } from '@mantine/core'
import { Brand } from './brand.web.tsx'
import { Navigation } from './navigation.web.tsx'
import css from './shell.module.css'

/** The navigation on narrow screens, over the page. */
export default function NavigationDrawer({ close }: { close: () => void }) {
  return (
    <Drawer opened onClose={close} size={272} title={<Brand />} classNames={{ body: css.drawer }}>
      <Navigation />
    </Drawer>
  )
}

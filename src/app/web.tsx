import { HelpHome } from '../internal/support/index.web.tsx'
import { GuestHome } from '../links/index.web.tsx'
import { createRegistry } from '../kernel/record/registry.ts'
import { startWeb } from '../kernel/web/start.web.tsx'
import { icons } from './icons.ts'
import { navigation } from './navigation.ts'
import { pages } from './pages.ts'
import { recordsAtOnce } from './records-at-once.ts'

const element = document.getElementById('app')
if (element)
  startWeb(
    {
      name: 'Quarterdeck',
      registry: createRegistry(recordsAtOnce, []),
      pages,
      navigation,
      icons,
      loadLater: () => import('./later.web.ts'),
      portalRoles: ['employee'],
      faces: ['person'],
      portalHome: HelpHome,
      guestHome: GuestHome,
    },
    element,
  )

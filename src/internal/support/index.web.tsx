import type { ModulePage } from '../../kernel/web/application.web.ts'
import { figurePages } from './figures/pages.web.ts'
import { serviceLevelPages } from './service-levels/pages.web.ts'
import { knowledgePages } from './knowledge/pages.web.ts'
import { deskPages } from './desk/pages.web.ts'
import { portalPages } from './portal/pages.web.ts'

export { HelpHome } from './portal/pages.web.ts'

/** The pages of the service desk that are written by hand. */
export const supportPages: readonly ModulePage[] = [
  ...deskPages,
  ...figurePages,
  ...portalPages,
  ...serviceLevelPages,
  ...knowledgePages,
]

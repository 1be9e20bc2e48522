import type { ModulePage } from '../../kernel/web/application.web.ts'
import { figurePages } from './figures/pages.web.ts'
import { registerCatalogue } from './catalogue/register.web.ts'
import { serviceLevelPages } from './service-levels/pages.web.ts'
import { knowledgePages } from './knowledge/pages.web.ts'
import { registerKnowledge } from './knowledge/register.web.ts'
import { registerOnCall } from './on-call/register.web.ts'
import { registerDesk } from './desk/register.web.ts'
import { deskPages } from './desk/pages.web.ts'
import { registerServiceLevels } from './service-levels/register.web.ts'
import { portalPages } from './portal/pages.web.ts'
import { registerMail } from './mail/register.web.ts'
import { registerPortal } from './portal/register.web.ts'

export { HelpHome } from './portal/pages.web.ts'

/** The pages of the service desk that are written by hand. */
export const supportPages: readonly ModulePage[] = [
  ...deskPages,
  ...figurePages,
  ...portalPages,
  ...serviceLevelPages,
  ...knowledgePages,
]

/** What the service desk adds to the pages of its records. Each part is loaded when its page is opened. */
export function registerSupport(): void {
  registerDesk()
  registerCatalogue()
  registerKnowledge()
  registerServiceLevels()
  registerPortal()
  registerMail()
  registerOnCall()
}

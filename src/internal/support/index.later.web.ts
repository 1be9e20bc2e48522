import { registerCatalogue } from './catalogue/register.web.ts'
import { registerKnowledge } from './knowledge/register.web.ts'
import { registerOnCall } from './on-call/register.web.ts'
import { registerDesk } from './desk/register.web.ts'
import { registerServiceLevels } from './service-levels/register.web.ts'
import { registerMail } from './mail/register.web.ts'
import { registerPortal } from './portal/register.web.ts'

export { registerBesideTicket } from './desk/beside.web.ts'

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

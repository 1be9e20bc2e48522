import { registerCatalogue } from './catalogue/register.web.ts'
import { registerServiceLevels } from './service-levels/register.web.ts'

/** What the service desk adds to the pages of its records. Each part is loaded when its page is opened. */
export function registerSupport(): void {
  registerCatalogue()
  registerServiceLevels()
}

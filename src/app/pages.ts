import { contractPages, readingPages } from '../external/contracts/index.web.tsx'
import { organisationPages } from '../foundation/pages.web.ts'
import { supportPages } from '../internal/support/index.web.tsx'
import { adminPages } from '../kernel/web/admin/pages.web.ts'
import { inboxPages } from '../kernel/web/inbox/pages.web.ts'
import { importPages } from '../kernel/web/importing/pages.web.ts'
import { mailInPages } from '../kernel/web/mail-in/pages.web.ts'
import { settingsPages } from '../kernel/web/settings/pages.web.ts'
import { referencePages } from '../kernel/web/reference/pages.web.ts'
import { linkPages } from '../links/index.web.tsx'
import type { ModulePage } from '../kernel/web/application.web.ts'

/** The pages written by hand. Each comes in a file of its own, loaded when it is opened. */
export const pages: readonly ModulePage[] = [
  ...organisationPages,
  ...supportPages,
  ...contractPages,
  ...readingPages,
  ...linkPages,
  ...importPages,
  ...adminPages,
  ...inboxPages,
  ...settingsPages,
  ...mailInPages,
  ...referencePages,
]

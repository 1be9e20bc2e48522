import { lazy } from 'react'
import { registerField } from '../../../kernel/web/field/own.web.ts'
import { registerBanner, registerMark, registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** Lets keepers say what becomes of mails, and agents see the mails that a ticket came of. */
export function registerMail(): void {
  registerField('mailbox', 'defaults', {
    edit: lazy(() => import('./edit-defaults.web.tsx')),
    show: lazy(() => import('./defaults-text.web.tsx')),
  })
  registerMark(
    'ticket',
    lazy(() => import('../../../kernel/web/mail-in/sender-mark.web.tsx')),
  )
  registerBanner(
    'ticket',
    lazy(() => import('./came-by-mail.web.tsx')),
  )
  registerPanel('ticket', {
    title: 'Mails',
    tab: 'Mails',
    component: lazy(() => import('../../../kernel/web/mail-in/record-mails.web.tsx')),
  })
}

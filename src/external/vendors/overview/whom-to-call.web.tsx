import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { wordOf } from '../../../kernel/web/field/words.ts'
import css from './glance.module.css'
import type { ToCall, VendorOverview } from './overview.ts'

/** The escalation path, level by level with telephone numbers; everyone else below. */
export function WhomToCall({ path, contacts }: Pick<VendorOverview, 'path' | 'contacts'>) {
  const onPath = new Set(path.flatMap((step) => step.contacts.map(({ id }) => id)))
  const others = contacts.filter(({ id }) => !onPath.has(id))
  const contactOf = (id: string): ToCall | undefined => contacts.find((contact) => contact.id === id)
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>Whom to call</h3>
      {path.length === 0 && (
        <p className={panel.lead}>
          No escalation path yet. Give contacts a level, and say after how long they are called.
        </p>
      )}
      {path.length > 0 && (
        <ol className={css.steps}>
          {path.map((step) => (
            <li key={step.level}>
              {step.says}
              {step.contacts.map(({ id }) => (
                <Reach key={id} contact={contactOf(id)} />
              ))}
            </li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <ul className={css.steps}>
          {others.map((contact) => (
            <li key={contact.id}>
              {contact.name}, {wordOf(contact.role).toLowerCase()}
              <Reach contact={contact} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language' })

function Reach({ contact }: { readonly contact: ToCall | undefined }) {
  if (!contact) return null
  const { phone, mobile, email, reachable, languages: spoken } = contact
  const numbers = [phone, mobile].filter((number) => number !== null)
  return (
    <span className={css.reach}>
      {numbers.map((number) => (
        <a key={number} href={`tel:${number.replaceAll(' ', '')}`}>
          {number}
        </a>
      ))}
      {email && <a href={`mailto:${email}`}>{email}</a>}
      {spoken.length > 0 && <span>{spoken.map((code) => languages.of(code) ?? code).join(', ')}</span>}
      {reachable && <span>{reachable}</span>}
    </span>
  )
}

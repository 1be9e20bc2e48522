import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import css from './vendor-desk.module.css'
import VendorsOfTicket from './vendors-of-ticket.web.tsx'

/** The same as on the ticket's page, as a part of what stands beside it at the desk. */
export default function BesideTicket(props: PartProps) {
  return (
    <section aria-label="Vendors">
      <h3 className={css.title}>Vendors</h3>
      <VendorsOfTicket {...props} />
    </section>
  )
}

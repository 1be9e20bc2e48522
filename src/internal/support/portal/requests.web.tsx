import { Link } from '@tanstack/react-router'
import { Back } from './back.web.tsx'
import { useMyRequests } from './data.web.ts'
import { RequestCard } from './request-card.web.tsx'
import css from './portal.module.css'

/** What the caller asked for: what is open, then what is over. */
export default function RequestsPage() {
  const open = useMyRequests()
  const over = useMyRequests(true)
  const isEmpty = open.data?.requests.length === 0 && over.data?.requests.length === 0
  return (
    <div className={css.page} aria-busy={open.isPending || over.isPending}>
      <Back to="/help">Get help</Back>
      <h1>Your requests</h1>
      {isEmpty && (
        <p className={css.nothing}>
          You have asked for nothing yet. <Link to="/help/catalogue">See what IT offers</Link>
        </p>
      )}
      {open.data && open.data.requests.length > 0 && (
        <section className={css.section}>
          <h2>Open</h2>
          <ul className={css.cards}>
            {open.data.requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        </section>
      )}
      {over.data && over.data.requests.length > 0 && (
        <section className={css.section}>
          <h2>Over</h2>
          <ul className={css.cards}>
            {over.data.requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

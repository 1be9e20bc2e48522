import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { usePlaces } from '../../../kernel/web/shell/navigation.web.tsx'
import { WaitingApprovals } from '../../../kernel/web/work/waiting.web.tsx'
import { inSentence } from '../../../kernel/record/in-sentence.ts'
import { ItemTile } from './item-tile.web.tsx'
import { useMyRequests, useOffered } from './data.web.ts'
import { HelpSearch } from './help-search.web.tsx'
import { KnownProblems } from './known-problems.web.tsx'
import { RequestCard } from './request-card.web.tsx'
import { problemIn } from './wanted.ts'
import css from './portal.module.css'

const Skeletons = lazy(() => import('./skeletons.web.tsx'))
const mostTiles = 6

/** Where employees get help: search first, what waits for them, what they asked for, and what is asked for most. */
export default function HelpHome() {
  const { account } = useMe()
  const offered = useOffered()
  const mine = useMyRequests()
  const items = offered.data?.items ?? []
  const problem = problemIn(items)
  const wanted = items.filter(({ id }) => id !== problem?.id).slice(0, mostTiles)
  const requests = mine.data?.requests ?? []
  const [first = ''] = account.name.split(' ')
  return (
    <div className={css.page}>
      <header className={css.hero}>
        <h1>How can we help, {first}?</h1>
        <HelpSearch problem={problem?.id ?? null} />
        {problem && (
          <Link to="/help/order/$id" params={{ id: problem.id }} className={css.problem}>
            <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
            Something doesn’t work? Report it
          </Link>
        )}
      </header>
      <KnownProblems />
      <WaitingApprovals />
      {(mine.isPending || requests.length > 0) && (
        <section className={css.section} aria-busy={mine.isPending}>
          <div className={css.sectionHead}>
            <h2>Your requests</h2>
            <Link to="/help/requests" className={css.more}>
              All of them <IconArrowRight size={14} aria-hidden />
            </Link>
          </div>
          {mine.isPending ? (
            <Suspense>
              <Skeletons count={2} />
            </Suspense>
          ) : (
            <ul className={css.cards}>
              {requests.slice(0, 5).map((request) => (
                <RequestCard key={request.id} request={request} />
              ))}
            </ul>
          )}
        </section>
      )}
      {wanted.length > 0 && (
        <section className={css.section}>
          <div className={css.sectionHead}>
            <h2>Asked for most</h2>
            <Link to="/help/catalogue" className={css.more}>
              Everything IT offers <IconArrowRight size={14} aria-hidden />
            </Link>
          </div>
          <ul className={css.tiles}>
            {wanted.map((item) => (
              <ItemTile key={item.id} item={item} />
            ))}
          </ul>
        </section>
      )}
      <Ways hasRequests={requests.length > 0 || mine.isPending} />
    </div>
  )
}

/** Quiet ways on, at the foot of the page. */
function Ways({ hasRequests }: { hasRequests: boolean }) {
  const places = usePlaces()
    .flatMap((section) => section.places)
    .filter(({ to }) => ['/people', '/teams', '/services', '/locations', '/org-chart'].includes(to))
  return (
    <nav className={css.ways} aria-label="More">
      <Link to="/help/articles">Read help articles</Link>
      {!hasRequests && <Link to="/help/requests">What I asked for earlier</Link>}
      {places.map(({ to, title, isPicture }) => (
        <Link key={to} to={to}>
          {isPicture ? `The ${inSentence(title)}` : `Look up ${inSentence(title)}`}
        </Link>
      ))}
    </nav>
  )
}

import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import { Broken, Notice } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useShelves } from './data.web.ts'
import { HelpSearch } from './help-search.web.tsx'
import css from './help.module.css'
import { deskPath, readingPath, shelvesPath } from './paths.ts'
import type { Shelved, Shelves } from './reading.ts'

/** Everything there is to read: search first, then what helps most, then all of it by topic. */
export default function ShelvesPage() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useShelves()
  const mayWrite = mayI(useMe(), 'knowledge_article.write')
  if (error) return <Broken error={error} reset={() => void refetch()} />
  const search = (text: string) =>
    void navigate({ to: shelvesPath, search: (text ? { q: text } : {}) as never, replace: true })
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>How can we help?</h1>
        {mayWrite && <Link to={deskPath}>Keep the articles</Link>}
      </header>
      <HelpSearch q={String(q)} onChange={search} hasFocus={q === ''}>
        {data ? <All shelves={data} /> : <PageSkeleton />}
      </HelpSearch>
    </div>
  )
}

function All({ shelves: { popular, topics } }: { shelves: Shelves }) {
  if (topics.length === 0)
    return (
      <Notice title="Nothing is written yet" isPart>
        Here will stand how things are done and what to do when they don’t work.
      </Notice>
    )
  return (
    <>
      {popular.length > 0 && (
        <section className={css.shelf}>
          <h2>What helps most</h2>
          <ul className={css.cards}>
            {popular.map((one) => (
              <Card key={one.id} of={one} />
            ))}
          </ul>
        </section>
      )}
      <section className={css.shelf}>
        <h2>Everything by topic</h2>
        <div className={css.topics}>
          {topics.map(({ topic, articles }) => (
            <section key={topic} className={css.topic}>
              <h3>{topic}</h3>
              <ul>
                {articles.map((one) => (
                  <li key={one.id}>
                    <Link to={readingPath(one.number)}>{one.title}</Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </section>
    </>
  )
}

const Card = ({ of: { number, title, summary } }: { of: Shelved }) => (
  <li>
    <Link to={readingPath(number)} className={css.card}>
      <strong>{title}</strong>
      {summary && <span>{summary}</span>}
    </Link>
  </li>
)

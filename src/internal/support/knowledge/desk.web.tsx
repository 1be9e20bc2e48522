import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { countText } from '../../../kernel/web/field/words.ts'
import { Broken } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useDesk } from './data.web.ts'
import css from './desk.module.css'
import type { DeskRow, Figures, KnowledgeDesk } from './desk.ts'
import { Gaps } from './gaps.web.tsx'
import { editingPath, newPath, readingPath, shelvesPath } from './paths.ts'
import { StillRight } from './still-right.web.tsx'

/** Knowledge as those who keep it see it: what needs a hand now, what people miss, what helps and what doesn't. */
export default function DeskPage() {
  const { data, error, refetch } = useDesk()
  if (error) return <Broken error={error} reset={() => void refetch()} />
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div>
          <h1>Knowledge</h1>
          <p>{data ? <FiguresText of={data.figures} /> : ' '}</p>
        </div>
        <div className={css.actions}>
          <Button component={Link} to={shelvesPath} variant="default">
            See what people see
          </Button>
          <Button component={Link} to={newPath}>
            Write an article
          </Button>
        </div>
      </header>
      {data ? <Desk desk={data} /> : <PageSkeleton />}
    </div>
  )
}

/** The last 30 days in a sentence; every figure says what it counts. */
function FiguresText({ of: { published, readings, verdicts, solved, searches, opened } }: { of: Figures }) {
  const share = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`
  return (
    <>
      <Link to={'/knowledge-articles?view=Published' as '/'}>{countText(published)} published articles</Link>
      {`, read ${countText(readings)} times in the last 30 days`}
      {verdicts > 0 && `; ${share(solved, verdicts)} of ${countText(verdicts)} who said so were helped`}
      {searches > 0 && `; ${share(opened, searches)} of ${countText(searches)} searches led somewhere`}.
    </>
  )
}

function Desk({ desk }: { desk: KnowledgeDesk }) {
  const { due, waiting, changed, ownerless, used, unhelpful, gaps } = desk
  const needs = due.length + waiting.length + changed.length + ownerless.length
  const most = Math.max(1, ...used.map(({ views }) => views))
  return (
    <div className={css.columns}>
      <div>
        {needs === 0 && (
          <p className={css.calm}>Nothing waits: every article is reviewed, published and has an owner.</p>
        )}
        <List title="Due for review" more="Due for review" rows={due}>
          {(row) => (
            <>
              <span className={css.late}>since {row.reviewOn && <When value={row.reviewOn} style="exact" />}</span>
              <span>{row.owner?.title ?? 'nobody keeps it'}</span>
              <StillRight row={row} />
            </>
          )}
        </List>
        <List title="Waiting to be published" more="Waiting for review" rows={waiting}>
          {(row) => <span>{row.owner?.title ?? 'nobody keeps it'}</span>}
        </List>
        <List title="Changes wait beside what people read" rows={changed}>
          {(row) => <span>{row.owner?.title ?? 'nobody keeps it'}</span>}
        </List>
        <List title="Nobody keeps these right" more="Without an owner" rows={ownerless}>
          {(row) => <span>{row.topic}</span>}
        </List>
        <Gaps gaps={gaps} />
      </div>
      <div>
        <Shown title="Read most" about="Since each was published." rows={used}>
          {(row) => (
            <>
              <span className={css.bar} style={{ width: `${Math.max(2, (row.views / most) * 100)}%` }} aria-hidden />
              <span className={css.number}>{countText(row.views)}</span>
            </>
          )}
        </Shown>
        <Shown
          title="Helps least"
          about="Of those who said something, so many it didn’t help."
          rows={leastHelpful(unhelpful)}
        >
          {(row) => (
            <>
              <span
                className={css.bar}
                data-is-bad
                style={{ width: `${Math.max(2, shareOf(row) * 100)}%` }}
                aria-hidden
              />
              <span className={css.number}>
                {row.unsolved} of {countText(row.solved + row.unsolved)}
              </span>
            </>
          )}
        </Shown>
      </div>
    </div>
  )
}

const shareOf = ({ solved, unsolved }: DeskRow): number => unsolved / Math.max(1, solved + unsolved)
const leastHelpful = (rows: readonly DeskRow[]): readonly DeskRow[] => [...rows].sort((a, b) => shareOf(b) - shareOf(a))

interface ListProps {
  readonly title: string
  /** The view of the list that has all of them. */
  readonly more?: string
  readonly rows: readonly DeskRow[]
  readonly children: (row: DeskRow) => ReactNode
}

function List({ title, more, rows, children }: ListProps) {
  if (rows.length === 0) return null
  return (
    <section className={css.section}>
      <h2>
        {title}
        {more && <Link to={`/knowledge-articles?view=${encodeURIComponent(more)}` as '/'}>All of them</Link>}
      </h2>
      <ul className={css.lines}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={editingPath(row.number)} className={css.name}>
              {row.title}
            </Link>
            <span className={css.facts}>{children(row)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ShownProps extends Omit<ListProps, 'more'> {
  readonly about: string
}

function Shown({ title, about, rows, children }: ShownProps) {
  if (rows.length === 0) return null
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <p className={css.about}>{about}</p>
      <ol className={css.bars}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={readingPath(row.number)}>{row.title}</Link>
            <span className={css.measure}>{children(row)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

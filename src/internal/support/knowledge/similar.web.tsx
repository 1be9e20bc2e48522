import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { idsOf } from '../../../kernel/access/rule.ts'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { useChangeTrait } from '../../../kernel/web/record/ask.web.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { Similar } from './answer.ts'
import css from './desk.module.css'

interface Answer {
  readonly articles: readonly Similar[]
  readonly tickets: readonly Similar[]
}

/** Articles and tickets like this one, each with why; an article that settled it is kept by one press. */
export default function MayHelp({ row }: PartProps) {
  const mayLink = mayI(useMe(), 'ticket.write')
  const asked = { title: row.title ?? '', service: idsOf(row['service'])[0], except: row.id }
  const { data } = useQuery({
    queryKey: [...keys.lists('knowledge_article'), 'similar', asked],
    queryFn: ({ signal }) => read<Answer>('/help/similar', asked, signal),
    staleTime: 60_000,
  })
  if (!data) return null
  if (data.articles.length + data.tickets.length === 0)
    return <p className={css.about}>Nothing is like this one yet.</p>
  return (
    <>
      <Part title="Articles" found={data.articles}>
        {(one) => mayLink && <SolvedBy ticket={row.id} article={one} />}
      </Part>
      <Part title="Tickets" found={data.tickets} />
    </>
  )
}

interface PartListProps {
  readonly title: string
  readonly found: readonly Similar[]
  readonly children?: (one: Similar) => ReactNode
}

function Part({ title, found, children }: PartListProps) {
  const registry = useRegistry()
  if (found.length === 0) return null
  return (
    <>
      <h3 className={css.similarTitle}>{title}</h3>
      <ul className={css.similar}>
        {found.map((one) => (
          <li key={one.id}>
            <span>
              <RecordAnchor record={registry.record(one.type)} id={one.number ?? one.id}>
                {one.title}
              </RecordAnchor>
              <span className={css.why}>{one.why}</span>
            </span>
            {children?.(one)}
          </li>
        ))}
      </ul>
    </>
  )
}

function SolvedBy({ ticket, article }: { ticket: string; article: Similar }) {
  const change = useChangeTrait(ticket)
  const [isKept, setKept] = useState(false)
  const keep = async () => {
    try {
      await change('POST', `/records/${ticket}/relations`, {
        link: 'ticket_solved_by',
        direction: 'forward',
        other: article.id,
      })
      setKept(true)
      toast({ says: `Kept: “${article.title}” settled this ticket.` })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Button variant="subtle" disabled={isKept} onClick={() => void keep()} aria-label={`Solved by ${article.title}`}>
      Solved by it
    </Button>
  )
}

import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { pathOf } from '../../../kernel/record/registry.ts'
import { read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { wordOf } from '../../../kernel/web/field/words.ts'
import sideCss from './side.module.css'

interface SimilarProps {
  readonly text: string
  readonly service?: string | null
  /** A ticket to leave out. */
  readonly except?: string | null
}
interface Like {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: string
  readonly state: string | null
  readonly why: string
}

/** Articles and tickets like what is being said, so that nobody solves it twice. */
export function Similar({ text, service = null, except = null }: SimilarProps) {
  const registry = useRegistry()
  const [title] = useDebouncedValue(text.trim().slice(0, 300), 250)
  const { data } = useQuery({
    queryKey: ['similar', title, service, except],
    queryFn: ({ signal }) =>
      read<{ articles: readonly Like[]; tickets: readonly Like[] }>(
        '/help/similar',
        { title, service, except, limit: 4 },
        signal,
      ),
    enabled: title.length > 3,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const found = title.length > 3 && data ? [...data.articles, ...data.tickets] : []
  if (found.length === 0) return null
  return (
    <section aria-label="Similar">
      <h3 className={sideCss.partTitle}>Articles and tickets like this</h3>
      <ul className={sideCss.others}>
        {found.map((like) => (
          <li key={like.id}>
            <Link
              className={sideCss.other}
              title={like.why}
              to="/$path/$id"
              params={{ path: pathOf(registry.record(like.type)), id: like.number ?? like.id }}
            >
              <span className={sideCss.otherTitle}>{like.title}</span>
              <span className={sideCss.otherFacts}>
                {registry.record(like.type).label[0]} {like.number}
                {like.type === 'ticket' && like.state && `, ${wordOf(like.state).toLowerCase()}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

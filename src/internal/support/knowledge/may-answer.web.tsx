import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../../kernel/web/api.web.ts'
import type { Similar } from './answer.ts'
import css from './may-answer.module.css'
import { readingPath } from './paths.ts'

/** Articles that may answer what somebody is about to report, while they write it. They open beside it, so that nothing written is lost. */
export function MayAnswer({ text, service }: { text: string; service: string | null }) {
  const [title] = useDebouncedValue(text.trim().slice(0, 400), 400)
  const { data } = useQuery({
    queryKey: ['help', 'similar', title, service],
    queryFn: ({ signal }) =>
      read<{ articles: readonly Similar[] }>('/help/similar', { title, service, limit: 3 }, signal),
    enabled: title.length > 3,
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const articles = title.length > 3 ? (data?.articles ?? []) : []
  return (
    <div role="status">
      {articles.length > 0 && (
        <section className={css.answers}>
          <h2>This may answer it</h2>
          <ul>
            {articles.map((one) => (
              <li key={one.id}>
                <Link to={readingPath(one.number ?? one.id)} target="_blank">
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

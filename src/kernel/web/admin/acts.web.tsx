import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import css from './admin.module.css'
import { Failed, Section } from './page.web.tsx'

interface ShownAct {
  readonly id: string
  readonly at: string
  readonly who: string
  readonly says: string
  readonly reason: string | null
}

/** What people last did to the installation itself. */
export function ActsSection() {
  const { data, error, refetch } = useQuery({
    queryKey: ['acts'],
    queryFn: ({ signal }) => read<{ acts: readonly ShownAct[] }>('/acts', {}, signal),
  })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data || data.acts.length === 0) return null
  return (
    <Section
      title="Done here lately"
      about="What was done to the installation itself, and why. Nobody can change this list."
    >
      <ul className={css.lines}>
        {data.acts.map(({ id, at, who, says, reason }) => (
          <li key={id}>
            <div className={css.lineText}>
              <strong>
                {who} {says}
              </strong>
              {reason && <span>Because: {reason}</span>}
            </div>
            <span className={css.dim}>
              <When value={at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { useKnownProblems } from './data.web.ts'
import css from './portal.module.css'
import type { KnownProblem } from './wire.ts'

/** What many have at this moment, before they write about it; nothing where all is well. */
export function KnownProblems() {
  const { data } = useKnownProblems()
  const problems = data?.problems ?? []
  if (problems.length === 0) return null
  return (
    <section className={css.section} aria-label="Known problems">
      <ul className={css.cards}>
        {problems.map((problem) => (
          <Known key={problem.id} problem={problem} />
        ))}
      </ul>
    </section>
  )
}

function Known({ problem: { id, title, service, since, says, saidAt, mine } }: { problem: KnownProblem }) {
  const client = useQueryClient()
  const join = async (): Promise<void> => {
    await api('POST', `/help/known-problems/${id}/mine`)
    await client.invalidateQueries({ queryKey: keys.lists('ticket') })
    toast({ says: 'Noted. You are told when it works again' })
  }
  return (
    <li className={css.known}>
      <div className={css.cardText}>
        <strong>{title}</strong>
        <span className={css.says} data-tone="warning">
          We are working on it{service !== null && `: ${service}`}
          <span className={css.dim}>
            , since <When value={since} />
          </span>
        </span>
        {says !== null && (
          <p className={css.lastWord}>
            {says}{' '}
            <span className={css.dim}>
              <When value={saidAt ?? since} />
            </span>
          </p>
        )}
      </div>
      {mine === null ? (
        <Button size="xs" variant="default" onClick={() => void join().catch(toastProblem)}>
          I have this, too
        </Button>
      ) : (
        <Link to="/help/requests/$id" params={{ id: mine }} className={css.more}>
          Yours
        </Link>
      )}
    </li>
  )
}

import { Link } from '@tanstack/react-router'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { useClock } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { Trace } from './trace.web.tsx'

/** Why a contract's dates are what they are, on its page. */
export default function ContractClock({ row }: PartProps) {
  const { data, error, refetch } = useClock(row.id)
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={4} />
  return (
    <>
      <Trace clock={data} />
      {data.state !== 'unknown' && data.decideBy !== null && (
        <Link to={'/renewals' as '/'} search={{ open: row.id } as never} className={css.toDesk}>
          Decide at the renewal desk
        </Link>
      )}
    </>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import css from './on-call.module.css'
import { momentOf, onCallSentence } from './on-call-words.ts'
import type { OnCall, Shift } from './wire.ts'

/** Who of a team is on call, on the page of its rota or of its intake. */
export default function OnCallPanel({ record, row }: PartProps) {
  const me = useMe()
  const team = refOf(row.team)?.id ?? ''
  const { data, error, refetch } = useQuery({
    // With the rota and what is changed of it, this changes too.
    queryKey: [...keys.lists('on_call_override'), 'on-call', team, record.name, row.version],
    queryFn: ({ signal }) => read<OnCall>('/on-call', { team }, signal),
    enabled: team !== '',
  })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={3} />
  const now = new Date()
  if (!data.rota)
    return (
      <div className={css.panel}>
        <p className={css.says}>This team has no rota: outside of its hours nobody is given its tickets.</p>
        {me.can.on_call_rota?.create === true && (
          <ToNew path="on-call-rotas" set={{ team: row.team }} says="Write a rota" />
        )}
      </div>
    )
  return (
    <div className={css.panel}>
      <p className={css.says}>{onCallSentence(data, now)}</p>
      <ol className={css.turns}>
        {[data.now, ...data.next].flatMap((turn, place) =>
          turn ? [<TurnItem key={turn.from} turn={turn} today={now} isNow={place === 0} />] : [],
        )}
      </ol>
      {me.can.on_call_override?.create === true && (
        <ToNew path="on-call-overrides" set={{ rota: data.rota }} says="Let somebody else take over…" />
      )}
    </div>
  )
}

interface ToNewProps {
  readonly path: string
  readonly set: Readonly<Record<string, unknown>>
  readonly says: string
}

/** The way to a form in which what is known here stands already. */
function ToNew({ path, set, says }: ToNewProps) {
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/$path/new" params={{ path }} search={{ set } as never} />}
    >
      {says}
    </Button>
  )
}

function TurnItem({ turn, today, isNow }: { turn: Shift; today: Date; isNow: boolean }) {
  return (
    <li className={css.turn}>
      <span className={css.when}>{isNow ? 'Now' : momentOf(turn.from, today)}</span>
      <span>
        <Face name={turn.person.title ?? 'Not visible to you'} size={22} />
        {turn.insteadOf && <span className={css.dim}> for {turn.insteadOf.title}</span>}
      </span>
    </li>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { fromMinor } from '../../kernel/record/money.ts'
import { ApiProblem, keys, read } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { moneyText } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { Lines } from '../../kernel/web/record/states.web.tsx'
import { useMe } from '../../kernel/web/session.web.tsx'
import { sayDay } from './day.ts'
import css from './end-together.module.css'
import type { EndTogether } from './end-together.ts'
import type { Amount } from './price.ts'

/** Contracts of a vendor, or for what is bought there, that could end together: on which day, and what each would cost until then. */
export default function EndTogetherPanel({ record, row }: PartProps) {
  const [wanted, setWanted] = useState('')
  const { data, error } = useQuery({
    queryKey: [...keys.lists('contract'), 'end-together', row.id, wanted],
    queryFn: ({ signal }) =>
      read<EndTogether>('/contracts-ending-together', { [record.name]: row.id, day: wanted || undefined }, signal),
    placeholderData: (before) => before,
    meta: { types: ['contract', 'contract_event'] },
  })
  if (!data && error) return <p className={css.dim}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return <Lines count={3} />
  if (data.day === null || data.contracts.length < 2)
    return (
      <p className={css.dim}>
        {data.contracts.length === 1
          ? 'Only one contract in force points here.'
          : 'No two contracts in force point here that have an end.'}
      </p>
    )
  return (
    <>
      <div className={css.head}>
        <p>
          Ending all of them on <strong>{sayDay(data.day)}</strong> {sayCost(data.sum)}.
        </p>
        <TextInput
          type="date"
          label="Common last day"
          value={wanted || data.day}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          error={error instanceof ApiProblem ? (error.problems[0]?.says ?? error.message) : null}
        />
      </div>
      <ul className={css.rows}>
        {data.contracts.map((one) => (
          <OneContract key={one.id} contract={one} day={data.day ?? ''} />
        ))}
      </ul>
    </>
  )
}

interface OneProps {
  readonly contract: EndTogether['contracts'][number]
  readonly day: string
}

function OneContract({ contract: { id, number, name, change, says, amounts }, day }: OneProps) {
  const registry = useRegistry()
  const mayWrite = useMe().can['contract_event']?.create === true
  const moves = change === 'extended' || change === 'shortened'
  const set = {
    ...{ contract: { id, title: name }, kind: 'extension', endsOn: day },
    subject: `Ends with the others on ${sayDay(day)}`,
  }
  return (
    <li>
      <span className={css.name}>
        <RecordAnchor record={registry.record('contract')} id={number ?? id}>
          {name}
        </RecordAnchor>
        <span>{says}</span>
      </span>
      <span className={css.amount}>{moves ? sayAmounts(amounts) : ''}</span>
      {moves && mayWrite && (
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => (
            <Link {...props} to="/$path/new" params={{ path: 'contract-events' }} search={{ set } as never} />
          )}
        >
          Enter the amendment
        </Button>
      )}
    </li>
  )
}

const sayAmounts = (amounts: readonly Amount[]): string =>
  amounts.map(({ minor, currency }) => moneyText(fromMinor(minor, currency))).join(' and ')

/** What it comes to for all of them, as the rest of a sentence. */
function sayCost(sum: readonly Amount[]): string {
  const parts = sum.filter(({ minor }) => minor !== 0)
  if (parts.length === 0) return 'takes these amendments'
  if (parts.every(({ minor }) => minor > 0)) return `costs ${sayAmounts(parts)} more until then`
  if (parts.every(({ minor }) => minor < 0))
    return `gives back ${sayAmounts(parts.map((one) => ({ ...one, minor: -one.minor })))}`
  return `comes to ${sayAmounts(parts)} until then`
}

import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../automation/action.ts'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { actionText, namedIn } from './action-words.ts'
import { useRuleRecord } from './around.web.ts'
import css from './automation.module.css'

/** What a rule does as sentences, in order. */
export default function ActionsText({ value }: { readonly value: unknown }) {
  const record = useRuleRecord()
  const actions = (Array.isArray(value) ? value : []) as readonly Action[]
  return (
    <ol className={css.lines}>
      {actions.map((action, index) => (
        <li key={`${index} ${action.do}`}>
          <ActionText action={action} record={record} />
        </li>
      ))}
    </ol>
  )
}

/** An action as a sentence, with the names of the records that it sets. */
function ActionText({ action, record }: { readonly action: Action; readonly record: AnyRecord | null }) {
  const { records } = useRegistry()
  const recordOf = (name: string) => records.find((one) => one.name === name)
  const named = [...namedIn(action, record)]
  const { data = [] } = useQuery({
    queryKey: ['titles', 'of an action', named],
    queryFn: async ({ signal }) => {
      const asked = named.flatMap(([to, ids]) => {
        const type = recordOf(to)
        const query = { filter: JSON.stringify({ id: ids }), archived: 'with', limit: 50 }
        // What the reader may not see keeps its place in the sentence, without a name.
        return type ? [read<Titles>(`/${pathOf(type)}`, query, signal).catch((): Titles => ({ rows: [] }))] : []
      })
      return (await Promise.all(asked)).flatMap(({ rows }) => rows)
    },
    enabled: named.length > 0,
    staleTime: 60_000,
  })
  return actionText(action, record, recordOf, (id) => data.find((row) => row.id === id)?.title ?? null)
}
interface Titles {
  readonly rows: readonly { readonly id: string; readonly title: string }[]
}

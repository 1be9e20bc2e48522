import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../kernel/web/api.web.ts'
import { wordOf } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { useMe } from '../../kernel/web/session.web.tsx'
import { panelStyles as css } from '../pictures/index.web.tsx'

const most = 12

/** The teams that a person leads or works in, and the services they answer for. */
export default function AnswersFor({ row }: PartProps) {
  const led = useThose('team', '/teams', { lead: row.id })
  const joined = useThose('team', '/teams', { members: row.id })
  const owned = useThose('service', '/services', { owner: row.id, state: ['planned', 'live'] })
  const headed = useThose('business_unit', '/business-units', { head: row.id })
  const ledIds = new Set(led.map((team) => team.id))
  const teams = [
    ...led.map((team) => ({ team, role: 'leads it' })),
    ...joined.filter((team) => !ledIds.has(team.id)).map((team) => ({ team, role: 'member' })),
  ]
  if (teams.length + owned.length + headed.length === 0)
    return <p className={css.lead}>In no team, and answers for no service.</p>
  return (
    <>
      <Part title="Teams" rows={teams.map(({ team, role }) => ({ row: team, path: 'teams', about: role }))} />
      <Part title="Heads" rows={headed.map((unit) => ({ row: unit, path: 'business-units', about: '' }))} />
      <Part
        title="Owns"
        rows={owned.map((service) => ({
          row: service,
          path: 'services',
          about: wordOf(String(service.criticality ?? '')),
        }))}
      />
    </>
  )
}

function Part({ title, rows }: { title: string; rows: readonly { row: Row; path: string; about: string }[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <h3 className={css.heading}>{title}</h3>
      <ul className={css.list}>
        {rows.map(({ row, path, about }) => (
          <li key={row.id} className={css.row}>
            <Link to="/$path/$id" params={{ path, id: row.number ?? row.id }}>
              {row.title}
            </Link>
            <span className={css.count}>{about}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function useThose(type: string, path: string, filter: Readonly<Record<string, unknown>>): readonly Row[] {
  const me = useMe()
  const { data } = useQuery({
    queryKey: [...keys.lists(type), 'those', filter],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(path, { filter: JSON.stringify(filter), limit: most }, signal),
    enabled: me.can[type]?.read !== false,
  })
  return data?.rows ?? []
}

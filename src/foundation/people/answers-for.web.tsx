import { Link } from '@tanstack/react-router'
import { wordOf } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { useRelated } from '../../kernel/web/record/related.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { panelStyles as css } from '../pictures/index.web.tsx'

/** The teams that a person leads or works in, and the services they answer for. */
export default function AnswersFor({ record, row }: PartProps) {
  const { groups, isPending } = useRelated(record, row)
  const pointing = (type: string, field: string): readonly Row[] =>
    groups.find((group) => group.from.name === type && group.field === field)?.rows ?? []
  const led = pointing('team', 'lead')
  const joined = pointing('team', 'members')
  const owned = pointing('service', 'owner').filter(({ state }) => state !== 'retired')
  const headed = pointing('business_unit', 'head')
  const ledIds = new Set(led.map((team) => team.id))
  const teams = [
    ...led.map((team) => ({ team, role: 'leads it' })),
    ...joined.filter((team) => !ledIds.has(team.id)).map((team) => ({ team, role: 'member' })),
  ]
  if (isPending) return null
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
